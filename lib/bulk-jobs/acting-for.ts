import type { SystemActor } from "#lib/access/actor";
import { mayAs } from "#lib/access/permissions";
import type { Tx } from "#lib/db/as-scope";
import type { Role } from "#prisma/generated/client";

/**
 * Whom a job acts for: its events name them. Null when they may not do this any more; whoever switches them off waits for what is under way.
 */
export async function actingFor(tx: Tx, jobId: string): Promise<SystemActor | null> {
  const [person] = await tx.$queryRaw<{ id: string; name: string; role: Role }[]>`
    select person.id, person.name, person.role from person join bulk_job on acts_for_id = person.id
    where bulk_job.id = ${jobId}::uuid and disabled_at is null for share of person`;
  if (!person || !mayAs(person.role, "enablement.manage")) return null;
  return { kind: "system", name: `${person.name}, by a bulk job`, personId: person.id };
}
