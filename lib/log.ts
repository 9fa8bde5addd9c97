import { type DestinationStream, type LevelWithSilent, type Logger, pino } from "pino";

export type { Logger };

/** JSON lines on standard output. What is logged is named field by field: no header, body or parameter as it came. */
export function createLog(service: string, level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = { level, base: { service }, formatters: { level: (label: string) => ({ level: label }) } };
  return destination ? pino(options, destination) : pino(options);
}
