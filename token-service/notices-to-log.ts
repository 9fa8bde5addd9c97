import type { Logger } from "#lib/log";

/** The library writes its notices to the console. Here they become lines of the log; call this before it is loaded. */
export function noticesToLog(log: Logger): void {
  const toLog = (notice: unknown) => log.debug({ notice: String(notice) }, "notice of a library");
  console.info = toLog;
  console.warn = toLog;
}
