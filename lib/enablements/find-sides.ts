import type { Tx } from "#lib/db/as-scope";
import type { EnablementInput } from "#lib/enablements/schemas";
import { DomainError, notFound } from "#lib/errors";

/** The partner client and the company that an enablement joins. @throws DomainError `not_found`; `conflict` for a company's own client. */
export async function findSides(tx: Tx, input: EnablementInput) {
  const client = await tx.client.findUnique({ where: { clientId: input.clientId } });
  if (!client) throw notFound("This client");
  if (client.tenantId !== null) throw new DomainError("conflict", "Only a partner's client is enabled company by company. This one belongs to a company.");
  const tenant = await tx.tenant.findUnique({ where: { id: input.tenantId } });
  if (!tenant) throw notFound("This tenant");
  return { client, tenant };
}
