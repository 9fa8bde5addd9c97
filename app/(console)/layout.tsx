import {
  AppWindow,
  Bell,
  Blocks,
  Building2,
  House,
  ListChecks,
  MessageSquareMore,
  ScrollText,
  ShieldCheck,
  UserRound,
  Users,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import { type NavGroup, Shell } from "#components/shell";
import { Notice } from "#components/ui/notice";
import { ToastOnLoad } from "#components/ui/toast";
import type { SignedInActor } from "#lib/access/actor";
import { may, roleNames } from "#lib/access/permissions";
import { countRequests } from "#lib/integrations/find-requests";
import { countUnread } from "#lib/notifications/find-notifications";
import { chooseTheme } from "../_server/choose-theme.ts";
import { requireActor } from "../_server/current-actor.ts";
import { readFlash } from "../_server/flash.ts";
import { currentTheme } from "../_server/theme.ts";
import { signOutAction } from "../sign-in/actions.ts";
import { enableAction, restoreAction } from "./clients/actions.ts";
import { enableForTenantAction } from "./enablements/actions.ts";

const undoActions = { "client.enable": enableAction, "client.restore": restoreAction, "enablement.enable": enableForTenantAction };

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const message = await readFlash();
  const waiting = actor.kind === "user" ? await countUnread(actor) : await countRequests(actor);
  return (
    <Shell
      place={
        actor.kind === "user"
          ? { name: actor.tenant.name, environment: actor.tenant.environment, role: roleNames[actor.role] }
          : { name: "All companies", role: roleNames[actor.role] }
      }
      nav={navigationFor(actor, waiting)}
      person={{ name: actor.name, email: actor.email, href: "/account" }}
      theme={{ current: await currentTheme(), action: chooseTheme }}
      signOut={signOutAction}
    >
      {message?.isRefusal && (
        <Notice key={message.id} tone="error" isNews>
          {message.text}
        </Notice>
      )}
      {message && !message.isRefusal && (
        <ToastOnLoad id={message.id} text={message.text} undo={message.undo && { action: undoActions[message.undo.action], fields: message.undo.fields }} />
      )}
      {children}
    </Shell>
  );
}

/** @param waiting what of the inbox is unread; of staff, how many requests wait. */
function navigationFor(actor: SignedInActor, waiting: number): NavGroup[] {
  const home = { href: "/", label: "Home", letter: "h", icon: <House /> };
  const account = { href: "/account", label: "Your account", letter: "y", icon: <UserRound /> };
  const integrations = { href: "/integrations", label: "Integrations", letter: "i", icon: <Blocks /> };
  const inbox = { href: "/inbox", label: "Inbox", letter: "n", icon: <Bell />, badge: waiting, badgeLabel: `${waiting} unread` };
  if (!may(actor, "client.see")) return [{ items: [home, integrations, inbox, account] }];
  const clients = { href: "/clients", label: "Clients", letter: "c", icon: <AppWindow /> };
  const audit = { href: "/audit", label: "Audit log", letter: "l", icon: <ScrollText /> };
  const people = { href: "/people", label: "People", letter: "p", icon: <Users /> };
  const webhook = { href: "/webhook", label: "Webhook", letter: "w", icon: <Webhook /> };
  if (actor.kind === "user") {
    const approvals = { href: "/approvals", label: "Approvals", letter: "a", icon: <ShieldCheck /> };
    return [
      { items: [home, clients, integrations, approvals, inbox] },
      { label: "Company", items: [people, { href: "/teams", label: "Teams", letter: "t", icon: <UsersRound /> }, webhook, audit] },
    ];
  }
  const tenants = { href: "/tenants", label: "Tenants", letter: "t", icon: <Building2 /> };
  const requests = { href: "/requests", label: "Requests", letter: "r", icon: <MessageSquareMore />, badge: waiting, badgeLabel: `${waiting} waiting` };
  const scopes = { href: "/scopes", label: "Scopes", letter: "s", icon: <ListChecks /> };
  const ofStaff = may(actor, "staff.manage") ? [{ ...people, label: "Staff" }, scopes, webhook, audit] : [scopes, audit];
  return [{ items: [home, clients, tenants, requests] }, { label: "Gatehouse", items: ofStaff }];
}
