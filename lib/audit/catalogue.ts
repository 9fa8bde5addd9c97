/** Every event there is: how it reads in the log, and the only fields that it may carry (R56). */
export const catalogue = {
  "client.registered": { text: "created the client", fields: ["name", "type", "environment", "grants"] },
  "client.renamed": { text: "renamed the client", fields: ["name"] },
  "client.changed": { text: "changed settings of the client", fields: ["grants", "authMethod", "mayActForUsers"] },
  "client.disabled": { text: "disabled the client", fields: ["state"] },
  "client.enabled": { text: "enabled the client", fields: ["state"] },
  "client.deleted": { text: "deleted the client", fields: ["deletedAt"] },
  "client.restored": { text: "restored the client", fields: ["deletedAt"] },

  "secret.issued": { text: "added a secret", fields: ["name", "hint", "expiresAt"] },
  "secret.reset": { text: "reset a secret", fields: ["name", "hint", "expiresAt"] },
  "secret.all_reset": { text: "reset every secret", fields: ["secrets", "name", "hint"] },
  "secret.replaced": { text: "replaced a secret that may not have arrived", fields: ["name", "hint"] },
  "secret.retired": { text: "retired a secret", fields: ["name", "hint", "retiredAt"] },
  "secret.renamed": { text: "renamed a secret", fields: ["name"] },

  "tenant.registered": { text: "created the tenant", fields: ["name", "slug", "environment"] },
  "team.created": { text: "created the team", fields: ["name"] },
  "team.renamed": { text: "renamed the team", fields: ["name"] },

  "person.invited": { text: "invited", fields: ["email", "name", "role"] },
  "person.joined": { text: "joined", fields: ["with"] },
  "person.disabled": { text: "disabled the sign-in of", fields: ["isDisabled"] },
  "person.enabled": { text: "enabled the sign-in of", fields: ["isDisabled"] },
  "person.sessions_ended": { text: "ended the sessions of", fields: ["sessions"] },
  "person.link_created": { text: "made a one-time link for", fields: ["purpose", "expiresAt"] },
  "person.password_changed": { text: "set a new password for", fields: ["sessions"] },

  "session.started": { text: "signed in", fields: ["with"] },
  "session.ended": { text: "signed out", fields: [] },
  "session.refused": { text: "was refused at sign-in", fields: ["reason"] },
} as const satisfies Record<string, { text: string; fields: readonly string[] }>;

export type AuditAction = keyof typeof catalogue;
export type AuditValue = string | number | boolean | null | readonly string[];
export type AuditFields<A extends AuditAction> = { [F in (typeof catalogue)[A]["fields"][number]]?: AuditValue | Date };
