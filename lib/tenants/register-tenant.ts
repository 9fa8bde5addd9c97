import { randomBytes } from "node:crypto";
import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { addPerson, type Invited } from "#lib/members/invite-person";
import { toBase62 } from "#lib/random";
import type { RegisterTenantInput } from "#lib/tenants/schemas";

export type RegisteredTenant = { tenantId: string; name: string; admin: Invited };

/**
 * A company with its first team and its first admin, who gets a one-time link.
 * @throws DomainError `forbidden`; `invalid` when the admin's e-mail address is taken.
 */
export async function registerTenant(actor: Actor, input: RegisterTenantInput): Promise<RegisteredTenant> {
  authorize(actor, "tenant.register");
  return asScope(scopeOf(actor), async (tx) => {
    const { name, environment } = input;
    const tenant = await tx.tenant.create({ data: { name, environment, slug: slugOf(name) } });
    const tenantId = tenant.id;
    await recordEvent(tx, actor, {
      action: "tenant.registered",
      subject: name,
      subjectId: tenantId,
      tenantId,
      after: { name, slug: tenant.slug, environment },
    });
    const team = await tx.team.create({ data: { tenantId, name: input.teamName } });
    await recordEvent(tx, actor, { action: "team.created", subject: team.name, subjectId: team.id, tenantId, after: { name: team.name } });
    const admin = await addPerson(tx, actor, { tenantId, name: input.adminName, email: input.adminEmail, role: "tenant_admin" }).catch((error) => {
      throw error instanceof DomainError && error.field === "email" ? new DomainError("invalid", error.message, "adminEmail") : error;
    });
    return { tenantId, name, admin };
  });
}

/** For host names one day; random at the end, since names repeat and slugs must not. */
function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${words || "tenant"}-${toBase62(randomBytes(4), 5).toLowerCase()}`;
}
