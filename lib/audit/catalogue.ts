/** Every event there is: how it reads in the log after the name of who did it, and the only fields that it may carry (R56). `{it}` is the subject. */
export const catalogue = {
  "client.registered": { text: "created {it}", fields: ["name", "type", "environment", "grants", "redirectUris"] },
  "client.renamed": { text: "renamed {it}", fields: ["name"] },
  "client.changed": {
    text: "changed settings of {it}",
    fields: [
      "name",
      "type",
      "grants",
      "authMethod",
      "actsAs",
      "mayActForUsers",
      "consentsByItself",
      "accessTokenFormat",
      "mayIntrospect",
      "scopes",
      "redirectUris",
      "maker",
      "homePageUri",
      "logoUri",
      "contact",
      "notes",
    ],
  },
  "client.activated": { text: "activated {it}", fields: ["state", "hint"] },
  "client.disabled": { text: "disabled {it}", fields: ["state"] },
  "client.enabled": { text: "enabled {it}", fields: ["state"] },
  "client.deleted": { text: "deleted {it}", fields: ["deletedAt"] },
  "client.promoted": { text: "promoted {it} to production", fields: ["productionClientId", "redirectUris"] },
  "client.restored": { text: "restored {it}", fields: ["deletedAt"] },

  "secret.issued": { text: "added a secret to {it}", fields: ["name", "hint", "expiresAt"] },
  "secret.reset": { text: "reset a secret of {it}", fields: ["name", "hint", "expiresAt", "previousEndsAt"] },
  "secret.all_reset": { text: "reset every secret of {it}", fields: ["secrets", "name", "hint", "expiresAt"] },
  "secret.replaced": { text: "replaced a secret of {it} that may not have arrived", fields: ["name", "hint", "expiresAt"] },
  "secret.retired": { text: "retired a secret of {it}", fields: ["name", "hint", "retiredAt"] },

  "hand_over.created": { text: "made a hand-over link for {it}", fields: ["kind", "for", "expiresAt", "hasPassphrase"] },
  "hand_over.withdrawn": { text: "withdrew a hand-over link for {it}", fields: ["kind", "for", "withdrawnAt"] },
  "hand_over.used": { text: "took a secret of {it}", fields: ["for", "name", "hint", "secretsEnding"] },
  "hand_over.submitted": { text: "sent redirect URIs for {it}, which wait for review", fields: ["for", "redirectUris", "homePageUri"] },
  "hand_over.applied": { text: "took over the redirect URIs that were sent for {it}", fields: ["for", "redirectUris", "homePageUri"] },
  "hand_over.refused": { text: "refused the redirect URIs that were sent for {it}", fields: ["for", "redirectUris", "reason"] },

  "scope.added": { text: "added {it} to the catalogue of scopes", fields: ["title", "description", "risk"] },
  "scope.changed": { text: "changed the words of {it}", fields: ["title", "description", "risk"] },
  "scope.retired": { text: "retired {it}", fields: ["retiredAt", "clients"] },
  "scope.restored": { text: "brought {it} back", fields: ["retiredAt", "clients"] },

  "key.rotated": { text: "rotated {it}", fields: ["kid", "signsFrom"] },
  "key.replaced": { text: "replaced {it}, which may have leaked", fields: ["kid", "signsFrom"] },

  "tenant.registered": { text: "created the tenant {it}", fields: ["name", "slug", "environment"] },
  "tenant.renamed": { text: "renamed the tenant {it}", fields: ["name"] },
  "tenant.disabled": { text: "disabled the tenant {it}", fields: ["isDisabled"] },
  "tenant.enabled": { text: "enabled the tenant {it}", fields: ["isDisabled"] },
  "tenant.deleted": { text: "deleted the tenant {it}", fields: ["name", "slug", "environment", "people", "clients"] },
  "team.created": { text: "created the team {it}", fields: ["name"] },

  "enablement.enabled": { text: "enabled {it} for a company", fields: ["company"] },
  "enablement.disabled": { text: "disabled {it} for a company", fields: ["company"] },
  "enablement.requested": { text: "asked for {it}", fields: ["reason"] },
  "enablement.refused": { text: "refused the request for {it}", fields: ["reason"] },

  "bulk_job.enable_started": { text: "began to enable {it} for many companies", fields: ["companies"] },
  "bulk_job.disable_started": { text: "began to disable {it} for many companies", fields: ["companies"] },
  "bulk_job.retried": { text: "retried what had failed in a bulk job of {it}", fields: ["companies"] },
  "bulk_job.cancelled": { text: "cancelled a bulk job of {it}", fields: ["companies"] },
  "bulk_job.stopped": { text: "stopped a bulk job of {it}, whose starter may not do this any more", fields: ["companies"] },
  "migration.imported": { text: "added companies to those that still use API tokens with {it}", fields: ["companies"] },
  "migration.removed": { text: "took a company off those that still use API tokens with {it}", fields: ["company"] },

  "webhook.set": { text: "set the webhook to {it}", fields: ["host"] },
  "webhook.removed": { text: "removed the webhook to {it}", fields: ["host"] },
  "webhook.sent_again": { text: "sent {it} to the webhook again", fields: [] },

  "person.invited": { text: "invited {it}", fields: ["email", "name", "role"] },
  "person.joined": { text: "joined", fields: ["with"] },
  "person.disabled": { text: "disabled the sign-in of {it}", fields: ["isDisabled"] },
  "person.enabled": { text: "enabled the sign-in of {it}", fields: ["isDisabled"] },
  "person.deleted": { text: "deleted {it}", fields: ["email", "name", "role"] },
  "person.role_changed": { text: "changed the role of {it}", fields: ["role"] },
  "person.sessions_ended": { text: "ended the sessions of {it}", fields: ["sessions"] },
  "person.link_created": { text: "made a one-time link for {it}", fields: ["purpose", "expiresAt"] },
  "person.password_changed": { text: "set a new password for {it}", fields: ["sessions"] },

  "consent.granted": { text: "allowed {it} to act for them", fields: ["scopes"] },
  "consent.denied": { text: "did not allow {it} to act for them", fields: [] },
  "consent.revoked": { text: "took back what {it} was allowed", fields: ["scopes"] },

  "installation.requested": { text: "asked an admin to let {it} in", fields: ["reason"] },
  "installation.approved": { text: "let {it} into the company", fields: ["name", "type", "grants", "scopes", "redirectUris"] },
  "installation.denied": { text: "denied {it} access to the company", fields: [] },
  "installation.kept": { text: "denied a new request of {it}; what was approved before goes on", fields: [] },
  "installation.blocked": { text: "blocked {it} for the company", fields: [] },
  "installation.cleared": { text: "cleared the decision on {it}, which ended its access", fields: ["decision"] },
  "service_account.created": { text: "created the service account of {it} at its first token", fields: [] },

  "session.started": { text: "signed in", fields: ["with"] },
  "session.ended": { text: "signed out", fields: [] },
  "session.refused": { text: "refused the sign-in of {it}", fields: ["reason"] },
} as const satisfies Record<string, { text: string; fields: readonly string[] }>;

export type AuditAction = keyof typeof catalogue;
export type AuditValue = string | number | boolean | null | readonly string[];
export type AuditFields<A extends AuditAction> = { [F in (typeof catalogue)[A]["fields"][number]]?: AuditValue | Date };

/** An action of an older version stays readable by its name. */
export function entryOf(action: string): { text: string; fields: readonly string[] } {
  return catalogue[action as AuditAction] ?? { text: `${action} {it}`, fields: [] };
}
