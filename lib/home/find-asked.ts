import type { SignedInActor } from "#lib/access/actor";
import { findOwnRequests } from "#lib/installations/find-installation-requests";
import { findOwnEnablementRequests } from "#lib/integrations/find-own-enablement-requests";

/** Something a person of a company has asked for. `of`: staff enable an integration, the company's admins let an app in. */
export type Asked = {
  id: string;
  of: "staff" | "admins";
  clientId: string;
  name: string;
  reason: string;
  state: "open" | "granted" | "refused" | "expired";
  answeredBy: string | null;
  sentAt: Date;
};

const SHOWN = 10;

/** What the actor has asked for lately, whoever answers it, and what came of it; the latest first. */
export async function findAsked(actor: SignedInActor): Promise<Asked[]> {
  const [ofAdmins, ofStaff] = [await findOwnRequests(actor), await findOwnEnablementRequests(actor)];
  const asked = [
    ...ofAdmins.map(({ appName, decidedBy, ...request }) => ({ ...request, of: "admins" as const, name: appName, answeredBy: decidedBy })),
    ...ofStaff.map(({ integration, ...request }) => ({
      ...request,
      of: "staff" as const,
      name: integration ?? "An integration that is no longer offered",
      answeredBy: null,
    })),
  ];
  return asked.sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime()).slice(0, SHOWN);
}
