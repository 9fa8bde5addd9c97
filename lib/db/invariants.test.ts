import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aClient, addRedirectUris, aPartnerClient, aPublicClient, configure } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { changeSettings } from "#world/change-settings";

const TABLES = ["client", "client_secret", "redirect_uri", "person", "tenant"];

/** By the owner, past every check of ours: what is left is the database's own. */
function bySql(sql: string, values: unknown[]) {
  return asOwner(TABLES, (owner) => owner.query(sql, values));
}

const change = (clientId: string, set: string) => bySql(`UPDATE client SET ${set}, version = version + 1 WHERE client_id = $1`, [clientId]);
const addSecret = (clientId: string) =>
  bySql(`INSERT INTO client_secret (id, client_id, name, digest, hint, created_by) VALUES (gen_random_uuid(), $1, 'x', $2, 'xxxx', 'x')`, [
    clientId,
    randomBytes(32),
  ]);

describe("what the database refuses, whoever asks", () => {
  it("R21 a live secret for a public client, new or brought back to life, and a public client that has one", async () => {
    const { admin } = await aTenant();
    const [phone, server] = [await aClient(admin), await aClient(admin, { allowClientCredentials: false })];
    await changeSettings(admin, phone, { type: "public", grants: [] });
    await expect(addSecret(phone.clientId)).rejects.toThrow("a public client has no secret");
    await expect(bySql("UPDATE client_secret SET retired_at = NULL WHERE client_id = $1", [phone.clientId])).rejects.toThrow("a public client has no secret");
    await expect(change(server.clientId, "type = 'public', auth_method = 'none'")).rejects.toThrow("a public client has no live secret");
  });

  it("R20 an eleventh live secret, also when an ended one is brought back", async () => {
    const { admin } = await aTenant();
    const { clientId, secretId } = await aClient(admin);
    for (let count = 0; count < 9; count++) await addSecret(clientId);
    await expect(addSecret(clientId)).rejects.toThrow("at most ten live secrets");
    await bySql("UPDATE client_secret SET expires_at = now() - interval '1 day' WHERE id = $1", [secretId]);
    await addSecret(clientId);
    await expect(bySql("UPDATE client_secret SET expires_at = NULL WHERE id = $1", [secretId])).rejects.toThrow("at most ten live secrets");
  });

  it("R28 client credentials for a partner's client and for a public one", async () => {
    const { admin } = await aTenant();
    const [partner, phone] = [await aPartnerClient(await aStaff()), await aPublicClient(admin)];
    for (const { clientId } of [partner, phone]) {
      await expect(change(clientId, "grants = grants || 'client_credentials'::grant_kind")).rejects.toThrow(
        "client_credentials_only_for_confidential_tenant_clients",
      );
    }
  });

  it("R43 a service account for a tenant's client", async () => {
    const { clientId } = await aClient((await aTenant()).admin);
    await expect(change(clientId, "acts_as = 'service_account'")).rejects.toThrow("client_service_account_is_a_partner_client");
    await change((await aPartnerClient(await aStaff())).clientId, "acts_as = 'service_account'");
  });

  it("R31 a public client that does not ask", async () => {
    const { clientId } = await aPublicClient((await aTenant()).admin);
    await expect(change(clientId, "consents_by_itself = true")).rejects.toThrow("client_public_always_asks");
  });

  it("TS-13 introspection of every token for a company's client and for a public one", async () => {
    const { admin } = await aTenant();
    const partner = await aPartnerClient(await aStaff());
    for (const { clientId } of [await aClient(admin), await aPublicClient(admin)]) {
      await expect(change(clientId, "may_introspect = true")).rejects.toThrow("client_introspection_only_for_confidential_partner_clients");
    }
    await change(partner.clientId, "may_introspect = true, grants = '{}'");
    await expect(change(partner.clientId, "type = 'public', auth_method = 'none'")).rejects.toThrow(
      "client_introspection_only_for_confidential_partner_clients",
    );
    await configure(partner.clientId, { state: "active" });
    await expect(change(partner.clientId, "may_introspect = false")).rejects.toThrow("a partner client that is no draft needs a redirect URI");
  });

  it("R14 a change that does not count its version, and one that counts it twice", async () => {
    const { clientId } = await aClient((await aTenant()).admin);
    for (const set of ["name = 'x'", "name = 'x', version = version + 2", "name = 'x', version = 1"]) {
      await expect(bySql(`UPDATE client SET ${set} WHERE client_id = $1`, [clientId])).rejects.toThrow("counts its version");
    }
    await bySql("UPDATE client SET last_used_at = now() WHERE client_id = $1", [clientId]);
  });

  it("R34 Authorization Code without a redirect URI, and the removal of the last one; a form may save both at once", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    await expect(configure(clientId, { grants: ["authorization_code"] })).rejects.toThrow("needs a redirect URI");
    await addRedirectUris(clientId, ["https://app.example/callback"]);
    await configure(clientId, { grants: ["authorization_code"] });
    await expect(bySql("DELETE FROM redirect_uri WHERE client_id = $1", [clientId])).rejects.toThrow("needs a redirect URI");
    await asOwner(TABLES, async (owner) => {
      await owner.query("DELETE FROM redirect_uri WHERE client_id = $1", [clientId]);
      await owner.query("INSERT INTO redirect_uri (client_id, uri) VALUES ($1, 'https://app.example/other')", [clientId]);
    });
    const draft = await aPartnerClient(await aStaff());
    await configure(draft.clientId, { grants: ["authorization_code"] });
    await expect(configure(draft.clientId, { state: "active" })).rejects.toThrow("needs a redirect URI");
  });

  it("R8 TI-06 another client ID or another owner", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const { clientId } = await aClient(one.admin);
    await expect(change(clientId, "client_id = 'gh_00000000000000000'")).rejects.toThrow("never change");
    await expect(change(clientId, `tenant_id = '${other.tenant.id}'`)).rejects.toThrow("never change");
    await expect(change(clientId, "tenant_id = NULL")).rejects.toThrow("never change");
  });

  it("R47 a tenant's client of another environment than its tenant", async () => {
    const { clientId } = await aClient((await aTenant({ environment: "production" })).admin);
    await expect(change(clientId, "environment = 'sandbox'")).rejects.toThrow("foreign key");
  });

  it("R2 a person of the staff with a tenant, and a user without one", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    await expect(bySql("UPDATE person SET role = 'platform_admin' WHERE id = $1", [admin.personId])).rejects.toThrow("person_staff_have_no_tenant");
    await expect(bySql("UPDATE person SET role = 'tenant_admin' WHERE id = $1", [staff.personId])).rejects.toThrow("person_staff_have_no_tenant");
    await expect(bySql("UPDATE person SET tenant_id = NULL WHERE id = $1", [admin.personId])).rejects.toThrow("person_staff_have_no_tenant");
  });

  it("two people with one e-mail address, whatever its case", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const rename = (email: string) => bySql("UPDATE person SET email = $2 WHERE id = $1", [one.admin.personId, email]);
    await expect(rename(other.admin.email)).rejects.toThrow("duplicate key");
    await expect(rename(other.admin.email.toUpperCase())).rejects.toThrow("person_email_is_lower_case");
  });
});
