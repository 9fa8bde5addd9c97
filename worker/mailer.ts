import { createTransport } from "nodemailer";
import { env } from "#lib/env";
import type { LinkMail } from "./link-mail.ts";

const PATIENCE_MS = 20_000;

/** @throws Error when mail is not configured, or the server did not take it: the job is tried again later. */
export async function sendMail(mail: LinkMail): Promise<void> {
  const { SMTP_URL, MAIL_FROM, SETUP_APP_URL } = env();
  if (!SMTP_URL) throw new Error("SMTP_URL is not set, so no mail can be sent.");
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  const from = MAIL_FROM ?? `Gatehouse <no-reply@${new URL(SETUP_APP_URL).hostname}>`;
  await transport.sendMail({ from, ...mail }).finally(() => transport.close());
}
