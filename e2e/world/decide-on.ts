import type { TenantActor } from "#lib/access/actor";
import { decideInstallation } from "#lib/installations/decide-installation";
import { getInstallation } from "#lib/installations/find-installations";
import type { DecideInstallationInput } from "#lib/installations/schemas";

/** An admin opens the app under Approvals, and presses what stands there. */
export async function decideOn(admin: TenantActor, { clientId }: { clientId: string }, answer: DecideInstallationInput["answer"]): Promise<void> {
  const { app, installation } = await getInstallation(admin, clientId);
  await decideInstallation(admin, { clientId, answer, version: app.version, mark: installation?.mark ?? "" });
}
