import { z } from "zod";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import type { MailJob } from "#lib/mail/enqueue-mail";
import { createLink } from "#lib/members/one-time-link";
import { includeTenant, maySignIn } from "#lib/members/sessions";
import { uuid } from "#lib/text";
import { composeLinkMail, type LinkMail } from "./link-mail.ts";

const mailJob = z.object({ personId: uuid, purpose: z.enum(["invitation", "password_reset"]) });

/**
 * Makes a one-time link and mails it. Each try makes a new one, so that no queue, log or retry ever holds a link.
 * Nobody is written to who could not use it.
 */
export async function sendLink(payload: unknown, sendMail: (mail: LinkMail) => Promise<void>): Promise<void> {
  const mail = await prepare(mailJob.parse(payload));
  if (mail) await sendMail(mail);
}

function prepare({ personId, purpose }: MailJob): Promise<LinkMail | null> {
  return asScope({ role: "auth" }, async (tx) => {
    const person = await tx.person.findUnique({ where: { id: personId }, include: includeTenant });
    if (!person || !maySignIn(person)) return null;
    const link = await createLink(tx, person, purpose);
    await recordEvent(
      tx,
      { kind: "system", name: "Mail" },
      {
        action: "person.link_created",
        subject: person.email,
        subjectId: person.id,
        tenantId: person.tenantId,
        after: { purpose, expiresAt: link.expiresAt },
      },
    );
    return composeLinkMail(purpose, { ...person, tenantName: person.tenant?.name ?? null }, link);
  });
}
