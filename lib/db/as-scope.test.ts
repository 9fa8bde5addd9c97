import pg from "pg";
import { describe, expect, it } from "vitest";
import { asScope, type DbScope, type Tx } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { sha256 } from "#lib/random";
import { Prisma } from "#prisma/generated/client";
import { aClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner, everyTable } from "#world/as-owner";
import { refusal } from "#world/refusal";

async function asLogin<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const login = new pg.Client(env().APP_DATABASE_URL);
  await login.connect();
  return login
    .query<T>(sql, values)
    .then(({ rows }) => rows)
    .finally(() => login.end());
}

/** The models, by the names that a transaction has for them. */
const models = Object.values(Prisma.ModelName).map((name) => (name.charAt(0).toLowerCase() + name.slice(1)) as Uncapitalize<Prisma.ModelName>);
type Reader = { findMany: () => Promise<Record<string, unknown>[]> };
const readAll = (tx: Tx, model: Uncapitalize<Prisma.ModelName>) => (tx[model] as unknown as Reader).findMany();

describe("the wall in the database", () => {
  it("TI-02 row-level security is on and forced for every table, with a policy of its own", async () => {
    const { rows } = await asOwner([], (owner) =>
      owner.query(`
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
          AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))`),
    );
    expect(rows).toEqual([]);
    expect((await everyTable()).length).toBeGreaterThanOrEqual(models.length);
  });

  it("TI-02 a table that has a tenant shows a tenant its own rows, or none", async () => {
    const { rows } = await asOwner([], (owner) =>
      owner.query<{ table: string; policies: string[] }>(`
        SELECT t.tablename AS table, array_agg(p.qual) FILTER (WHERE p.qual IS NOT NULL) AS policies
        FROM pg_tables t LEFT JOIN pg_policies p ON p.tablename = t.tablename AND 'gh_tenant' = ANY (p.roles)
        WHERE t.schemaname = 'public' AND t.tablename NOT IN ('_prisma_migrations', 'scope') GROUP BY 1`),
    );
    for (const { policies } of rows) {
      for (const policy of policies ?? []) expect(policy).toMatch(/^\((tenant_)?id = \(current_setting\('gatehouse\.tenant'::text\)\)::uuid\)$/);
    }
    expect(rows.filter(({ policies }) => policies?.length === 1).length).toBeGreaterThan(20);
  });

  it("TI-02 the app's login owns nothing, bypasses nothing, and may do nothing by itself", async () => {
    const [login] = await asLogin(`
      SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
             (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned,
             (SELECT count(*)::int FROM pg_auth_members WHERE member = pg_roles.oid AND inherit_option) AS inherited
      FROM pg_roles WHERE rolname = session_user`);
    expect(login).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0, inherited: 0 });
    for (const table of await everyTable()) {
      await expect(asLogin(`SELECT * FROM ${pg.escapeIdentifier(table)}`)).rejects.toThrow("permission denied");
    }
  });

  it("SS-03 R60 what was used or has ended stays so, whoever asks", async () => {
    const { admin, tenant } = await aTenant();
    const used = { where: { personId: admin.personId }, data: { usedAt: null } };
    const ended = { where: { personId: admin.personId }, data: { endedAt: null } };
    for (const scope of [{ role: "auth" }, { role: "staff" }, { role: "tenant", tenantId: tenant.id }] satisfies DbScope[]) {
      await expect(asScope(scope, (tx) => tx.oneTimeLink.updateMany(used))).rejects.toThrow("does not come back");
    }
    await asScope({ role: "auth" }, (tx) => tx.session.updateMany({ where: { personId: admin.personId }, data: { endedAt: new Date() } }));
    await expect(asScope({ role: "auth" }, (tx) => tx.session.updateMany(ended))).rejects.toThrow("does not come back");
  });

  it("TI-02 only who signs people in or manages them may ask for a job", async () => {
    const { rows } = await asOwner([], (owner) =>
      owner.query<{ role: string }>(`
        SELECT rolname AS role FROM pg_roles
        WHERE rolname LIKE 'gh\\_%' AND has_function_privilege(rolname, 'enqueue_job(text, json, text)', 'EXECUTE') ORDER BY 1`),
    );
    expect(rows.map(({ role }) => role)).toEqual(["gh_auth", "gh_staff", "gh_tenant", "gh_worker"]);
  });

  it("TI-02 with no filter at all, a tenant reads none of another tenant's rows of any model", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const foreign = await aClient(other.admin);
    await aClient(one.admin);
    const seen = new Map<string, number>();
    for (const model of models) {
      const rows = await asScope({ role: "tenant", tenantId: one.tenant.id }, (tx) => readAll(tx, model)).catch((error: unknown) => {
        expect(String(error)).toContain("permission denied");
        return [];
      });
      seen.set(model, rows.length);
      const text = JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
      for (const theirs of [other.tenant.id, other.admin.personId, other.team.teamId, foreign.clientId, foreign.secretId]) expect(text).not.toContain(theirs);
    }
    for (const model of ["tenant", "team", "person", "session", "client", "clientSecret", "auditEvent", "idempotencyKey"]) {
      expect([model, seen.get(model)]).not.toEqual([model, 0]);
    }
  });

  it("TI-02 a tenant writes nothing with another tenant's id, and changes nothing of theirs", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const foreign = await aClient(other.admin);
    const as = <T>(work: (tx: Tx) => Promise<T>) => asScope({ role: "tenant", tenantId: one.tenant.id }, work);
    const tenantId = other.tenant.id;
    const staff = await aStaff();
    // Of the attacker's own tenant by its column, of somebody else by its person.
    const link = (personId: string) => ({
      purpose: "password_reset" as const,
      personId,
      tenantId: one.tenant.id,
      tokenDigest: new Uint8Array(32),
      expiresAt: new Date(),
    });
    const event = { action: "client.renamed", actorName: "x", subject: "x", tenantId };
    const client = { clientId: "gh_x", tenantId, environment: "production" as const, name: "x" };
    const writes: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => tx.team.create({ data: { tenantId, name: "x" } }),
      (tx) => tx.person.create({ data: { tenantId, name: "x", email: "x@people.example", role: "member" } }),
      (tx) => tx.client.create({ data: client }),
      (tx) => tx.client.create({ data: { ...client, tenantId: null } }),
      (tx) => tx.clientSecret.create({ data: { clientId: foreign.clientId, name: "x", digest: new Uint8Array(32), hint: "x", createdBy: "x" } }),
      (tx) => tx.redirectUri.create({ data: { clientId: foreign.clientId, uri: "https://x.example" } }),
      (tx) => tx.auditEvent.createMany({ data: [event] }),
      (tx) => tx.idempotencyKey.create({ data: { personId: one.admin.personId, key: "x", clientId: foreign.clientId, tenantId } }),
      (tx) => tx.oneTimeLink.createMany({ data: [link(other.admin.personId)] }),
      (tx) => tx.oneTimeLink.createMany({ data: [link(staff.personId)] }),
      (tx) => tx.$executeRaw`select enqueue_job('purge', '{}'::json)`,
      (tx) => tx.tenant.update({ where: { id: one.tenant.id }, data: { name: "x" } }),
    ];
    for (const write of writes)
      await expect(as(write)).rejects.toThrow(/row-level security|permission denied|deleted in this moment|no such person|nobody may ask/);
    expect(await as((tx) => tx.client.updateMany({ data: { name: "x", version: { increment: 1 } }, where: { clientId: foreign.clientId } }))).toEqual({
      count: 0,
    });
    expect(await as((tx) => tx.clientSecret.updateMany({ data: { retiredAt: new Date() }, where: { clientId: foreign.clientId } }))).toEqual({ count: 0 });
    expect(await as((tx) => tx.session.updateMany({ data: { endedAt: new Date() }, where: { personId: other.admin.personId } }))).toEqual({ count: 0 });
    expect(await as((tx) => tx.person.updateMany({ data: { role: "member" }, where: { id: other.admin.personId } }))).toEqual({ count: 0 });
  });

  it("TI-03 a tenant never leaks through the pool: forty at the same time each see their own", async () => {
    const worlds = [await aTenant(), await aTenant(), await aTenant(), await aTenant()];
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const tenantId = worlds[index % 4]?.tenant.id ?? "";
        const tenants = await asScope({ role: "tenant", tenantId }, (tx) => tx.tenant.findMany());
        return [tenantId, tenants.map(({ id }) => id)];
      }),
    );
    for (const [tenantId, seen] of answers) expect(seen).toEqual([tenantId]);
  });
});

describe("what a role may read", () => {
  const tenantOf = async (): Promise<DbScope> => ({ role: "tenant", tenantId: (await aTenant()).tenant.id });

  it("SE-02 SE-03 neither staff nor a tenant reads a digest, a password hash or a token's payload", async () => {
    for (const scope of [{ role: "staff" } as const, await tenantOf()]) {
      const reads: ((tx: Tx) => Promise<unknown>)[] = [
        (tx) => tx.$queryRaw`select digest from client_secret`,
        (tx) => tx.$queryRaw`select password_hash from person`,
        (tx) => tx.$queryRaw`select token_digest from one_time_link`,
        (tx) => tx.$queryRaw`select payload from oidc_artifact`,
        (tx) => tx.$queryRaw`select id_digest from oidc_artifact`,
        (tx) => tx.$queryRaw`select encrypted_private_jwk from signing_key`,
        (tx) => tx.$queryRaw`select * from rate_limit`,
        (tx) => tx.$queryRaw`select * from openid_identity`,
        (tx) => tx.clientSecret.findMany({ omit: { digest: false } }),
        (tx) => tx.person.findMany({ omit: { passwordHash: false } }),
      ];
      for (const read of reads) await expect(asScope(scope, read)).rejects.toThrow("permission denied");
    }
  });

  it("the door reads neither clients nor secrets nor the record", async () => {
    for (const read of [
      (tx: Tx) => tx.$queryRaw`select * from client`,
      (tx: Tx) => tx.$queryRaw`select id from client_secret`,
      (tx: Tx) => tx.$queryRaw`select * from audit_event`,
    ]) {
      await expect(asScope({ role: "auth" }, read)).rejects.toThrow("permission denied");
    }
  });

  it("R4 nobody but its tenant writes an installation, of an app that is switched on there, and only the door writes an OpenID identity", async () => {
    const { admin, tenant } = await aTenant();
    const { clientId } = await aClient(admin);
    const [staff, tenantScope] = [{ role: "staff" }, { role: "tenant", tenantId: tenant.id }] as const;
    const install = (tx: Tx) => tx.installation.create({ data: { clientId, tenantId: tenant.id, state: "approved", snapshot: {} } });
    const identify = (tx: Tx) => tx.openidIdentity.create({ data: { issuer: "https://login.example", subject: admin.personId, personId: admin.personId } });
    for (const scope of [staff, { role: "auth" } as const]) await expect(asScope(scope, install)).rejects.toThrow("permission denied");
    await expect(asScope(tenantScope, install)).rejects.toEqual(refusal("conflict", "deleted in this moment"));
    for (const scope of [staff, tenantScope]) await expect(asScope(scope, identify)).rejects.toThrow("permission denied");
  });

  it("TI-02 a tenant answers for none but its own people, and brings nothing back that was taken back", async () => {
    const [here, there] = [await aTenant(), await aTenant()];
    const { clientId } = await aClient(here.admin);
    const scope = { role: "tenant", tenantId: here.tenant.id } as const;
    const tenantId = here.tenant.id;
    const [uidDigest, ticketDigest] = [sha256(clientId), sha256(clientId)];
    const allow = (personId: string) => asScope(scope, (tx) => tx.consent.createMany({ data: [{ clientId, tenantId, personId, scopes: [] }] }));
    const decide = (personId: string) =>
      asScope(scope, (tx) => tx.interactionDecision.createMany({ data: [{ uidDigest, ticketDigest, outcome: "approved", tenantId, personId, scopes: [] }] }));
    for (const write of [allow, decide]) {
      await expect(write(there.admin.personId)).rejects.toEqual(refusal("conflict", "deleted in this moment"));
      await write(here.admin.personId);
    }
    await asOwner(["oidc_artifact"], (owner) =>
      owner.query("INSERT INTO oidc_artifact (kind, id_digest, payload, client_id, tenant_id) VALUES ('RefreshToken', $1, '{}', $2, $3)", [
        uidDigest,
        clientId,
        tenantId,
      ]),
    );
    const revoke = (revokedAt: Date | null) => [
      (tx: Tx) => tx.consent.updateMany({ where: { clientId }, data: { revokedAt } }),
      (tx: Tx) => tx.oidcArtifact.updateMany({ where: { clientId }, data: { revokedAt } }),
    ];
    for (const take of revoke(new Date())) expect(await asScope(scope, take)).toEqual({ count: 1 });
    for (const bringBack of revoke(null)) await expect(asScope(scope, bringBack)).rejects.toThrow("does not come back");
  });

  it("AZ-11 nobody writes a password hash or joins a person but by the door", async () => {
    const { admin, tenant } = await aTenant();
    for (const scope of [{ role: "staff" }, { role: "tenant", tenantId: tenant.id }] as const) {
      for (const data of [{ passwordHash: "x" }, { joinedAt: new Date() }, { email: "x@people.example" }, { tenantId: null }]) {
        await expect(asScope(scope, (tx) => tx.person.update({ where: { id: admin.personId }, data }))).rejects.toThrow("permission denied");
      }
    }
  });
});

it("IN-02 an undefined in a filter is an error, never no filter", async () => {
  const byNothing = asScope({ role: "staff" }, (tx) => tx.client.findMany({ where: { tenantId: undefined as unknown as string } }));
  await expect(byNothing).rejects.toThrow("undefined");
});

describe("what goes wrong in SQL of our own", () => {
  it("of 2 that lock the same 2 things the other way round, 1 is told that nothing was changed, and neither fails", async () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const lock = (tx: Tx, name: string) => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    let locked = 0;
    const both = (first: string, second: string) =>
      asScope({ role: "staff" }, async (tx) => {
        await lock(tx, first);
        locked++;
        await expect.poll(() => locked, { timeout: 10_000 }).toBe(2);
        await lock(tx, second);
      });
    const outcomes = await Promise.allSettled([both(one, other), both(other, one)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: refusal("conflict", "busy right now") });
  });

  it("who writes about what was deleted in that moment is told so", async () => {
    const [jobId, tenantId] = [crypto.randomUUID(), crypto.randomUUID()];
    const write = asScope({ role: "staff" }, (tx) => tx.$executeRaw`insert into bulk_job_item (job_id, tenant_id) values (${jobId}::uuid, ${tenantId}::uuid)`);
    await expect(write).rejects.toEqual(refusal("conflict", "deleted in this moment"));
  });
});
