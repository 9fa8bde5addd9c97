import type { Actor } from "#lib/access/actor";
import { DomainError } from "#lib/errors";

const STAFF = ["platform_admin", "cs"] as const;
const TENANT_ADMIN = ["tenant_admin"] as const;
const ANYBODY_OF_A_TENANT = ["tenant_admin", "member"] as const;
const TENANT_ADMIN_OR_STAFF = [...TENANT_ADMIN, ...STAFF] as const;

/** Who may do what (R1 to R5). The system may do everything. What a person cannot see is not found, before this table is asked. */
export const permissions = {
  "client.see": TENANT_ADMIN_OR_STAFF,

  "tenant_client.register": TENANT_ADMIN,
  "tenant_client.change": TENANT_ADMIN,
  "tenant_client.disable": TENANT_ADMIN_OR_STAFF,
  "tenant_client.delete": TENANT_ADMIN,
  "tenant_client.issue_secret": TENANT_ADMIN,

  "partner_client.register": STAFF,
  "partner_client.change": STAFF,
  "partner_client.disable": STAFF,
  "partner_client.delete": STAFF,
  "partner_client.issue_secret": STAFF,
  // Whoever has its secret learns whom every token acts for.
  "partner_client.let_introspect": ["platform_admin"],

  "tenant.see": TENANT_ADMIN_OR_STAFF,
  "tenant.list": STAFF,
  "tenant.register": STAFF,
  "tenant.change": STAFF,
  // It cannot be undone: docs/decisions/0024.
  "tenant.delete": ["platform_admin"],
  "team.manage": TENANT_ADMIN_OR_STAFF,

  "person.see": TENANT_ADMIN_OR_STAFF,
  "person.manage": TENANT_ADMIN_OR_STAFF,
  // Whoever holds a link for a new password can become the person: not for customer success (R2).
  "person.reset_password": ["platform_admin", ...TENANT_ADMIN],
  // Of a company; of the staff, whoever manages the staff.
  "person.delete": ["platform_admin", ...TENANT_ADMIN],
  "staff.manage": ["platform_admin"],

  "enablement.manage": STAFF,
  "webhook.manage": ["platform_admin", ...TENANT_ADMIN],
  "integration.see": ANYBODY_OF_A_TENANT,
  "integration.request": ANYBODY_OF_A_TENANT,

  "scope.see": TENANT_ADMIN_OR_STAFF,
  "scope.manage": ["platform_admin"],

  "installation.request": [...TENANT_ADMIN, "member"],
  "installation.decide": TENANT_ADMIN,

  "audit.see": TENANT_ADMIN_OR_STAFF,
} as const satisfies Record<string, readonly ("platform_admin" | "cs" | "tenant_admin" | "member")[]>;

export type Permission = keyof typeof permissions;

export const roleNames = {
  platform_admin: "Platform admin",
  cs: "Customer success",
  tenant_admin: "Company admin",
  member: "Member",
} as const;

export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || mayAs(actor.role, permission);
}

export function mayAs(role: keyof typeof roleNames, permission: Permission): boolean {
  return permissions[permission].some((each) => each === role);
}

/** Why a control is off, for the person who may not use it. */
export function needsRole(permission: Permission): string {
  return `This needs the role ${permissions[permission].map((role) => roleNames[role]).join(" or ")}.`;
}

/** @throws DomainError `forbidden` that names the roles which may. */
export function authorize(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new DomainError("forbidden", needsRole(permission));
}
