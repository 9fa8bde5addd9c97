import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { isUuid } from "#lib/text";
import type { Role } from "#prisma/generated/client";

export type PersonView = {
  personId: string;
  name: string;
  email: string;
  role: Role;
  state: "invited" | "active" | "disabled";
  version: number;
};

const PAGE_SIZE = 50;

/**
 * @param filter `tenantId` of staff: a tenant, or null for the staff themselves. `search`: what the name or the address holds.
 * @throws DomainError `forbidden`.
 */
export async function findPeople(actor: Actor, filter: { tenantId: string | null; search?: string }, request: PageRequest): Promise<Page<PersonView>> {
  const { tenantId, search = "" } = filter;
  authorize(actor, tenantId === null && actor.kind === "staff" ? "staff.manage" : "person.see");
  const holds = { contains: search, mode: "insensitive" as const };
  const named = search === "" ? {} : { OR: [{ name: holds }, { email: holds }] };
  const pageKey = uuidKey((person: PersonView) => person.personId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [{ tenantId }, named, tenantFilter(actor), key === null ? {} : { id: { [than]: key } }] };
      return (await tx.person.findMany({ where, orderBy: { id: order }, take })).map(view);
    }),
  );
}

/** @throws DomainError `not_found`, `forbidden`. */
export async function getPerson(actor: Actor, personId: string): Promise<PersonView & { tenantId: string | null; tenantName: string | null }> {
  authorize(actor, "person.see");
  if (!isUuid(personId)) throw notFound("This person");
  const person = await asScope(scopeOf(actor), (tx) =>
    tx.person.findFirst({ where: { id: personId, ...tenantFilter(actor) }, include: { tenant: { select: { name: true } } } }),
  );
  if (!person) throw notFound("This person");
  if (person.tenantId === null) authorize(actor, "staff.manage");
  return { ...view(person), tenantId: person.tenantId, tenantName: person.tenant?.name ?? null };
}

function view(person: { id: string; name: string; email: string; role: Role; disabledAt: Date | null; joinedAt: Date | null; version: number }): PersonView {
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    state: person.disabledAt ? "disabled" : person.joinedAt ? "active" : "invited",
    version: person.version,
  };
}
