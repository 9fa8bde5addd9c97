import type { OneTimeLinkPurpose } from "#prisma/generated/client";

export type LinkMail = { to: { name: string; address: string }; subject: string; text: string };
type Reader = { name: string; email: string; tenantName: string | null };
type Link = { url: string; expiresAt: Date };

/** What a person reads who gets a one-time link. */
export function composeLinkMail(purpose: OneTimeLinkPurpose, reader: Reader, link: Link): LinkMail {
  const { subject, why, otherwise } = purpose === "invitation" ? invitation(reader) : passwordReset;
  const text = [`Hello ${reader.name},`, why, link.url, `The link works once, until ${inWords(link.expiresAt)}.`, otherwise].join("\n\n");
  return { to: { name: reader.name, address: reader.email }, subject, text: `${text}\n` };
}

function invitation({ tenantName }: Reader) {
  return {
    subject: "You are invited to Gatehouse",
    why: `You have been invited to Gatehouse${tenantName ? ` for ${tenantName}` : ""}, where the applications that may use your company's data are set up. Open this link to choose a password and sign in:`,
    otherwise: "If you did not expect this, you need not do anything.",
  };
}

const passwordReset = {
  subject: "Choose a new password for Gatehouse",
  why: "Somebody, we hope you, has asked for a new password for your Gatehouse account. Open this link to choose one:",
  otherwise: "If it was not you, you need not do anything: your password stays as it is.",
};

function inWords(date: Date): string {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(date);
  return `${day} (UTC)`;
}
