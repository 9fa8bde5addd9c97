import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { approve, block, clear, deny, lockInstallation, markOf, switchedOff } from "#lib/installations/decide";
import { type AppView, readApp } from "#lib/installations/read-apps";
import { readName } from "#lib/installations/read-name";
import type { DecideInstallationInput } from "#lib/installations/schemas";

const answers = { approve, deny, block, clear };

/**
 * Decides on an app that acts as a service account (R45). Any admin of the tenant may, whoever was asked.
 * @throws DomainError `not_found`; `forbidden`; `conflict` when the app or the decision is not what the admin saw.
 */
export async function decideInstallation(actor: SignedInActor, input: DecideInstallationInput): Promise<{ name: string; answer: keyof typeof answers }> {
  authorize(actor, "installation.decide");
  if (actor.kind === "staff") throw notFound("This app");
  return asScope(scopeOf(actor), async (tx) => {
    const app = await readApp(tx, input.clientId);
    if (!app) throw notFound("This app");
    await refuseOutdated(tx, actor, app, input);
    if (input.answer === "approve" && !app.isUsable) throw switchedOff(actor, app);
    await answers[input.answer](tx, actor, app);
    return { name: app.name, answer: input.answer };
  });
}

async function refuseOutdated(tx: Tx, actor: TenantActor, app: AppView, seen: DecideInstallationInput): Promise<void> {
  const installation = await lockInstallation(tx, actor, app.clientId);
  if (markOf(installation) !== seen.mark) {
    const who = (installation && (await readName(tx, installation.decidedById))) ?? "Somebody else";
    const did = installation ? `decided on ${app.name}: it is ${installation.state} now` : `cleared the decision on ${app.name}`;
    throw new DomainError("conflict", `${who} ${did}. Nothing that you pressed was done; look again.`);
  }
  if (app.version !== seen.version) {
    throw new DomainError("conflict", `${app.name} was changed while you were looking at it, so nothing was decided. Read what it asks for now, then decide.`);
  }
}
