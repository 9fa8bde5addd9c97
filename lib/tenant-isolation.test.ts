import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aMember, aStaff } from "#world/a-person";
import { asOwner, readAsOwner } from "#world/as-owner";
import { aStage, everyRead, everyWrite, type Stage } from "#world/every-verb";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

type Exported = { module: string; name: string; source: string; firstParameter: string | undefined };

/** Every function that a module of lib exports. */
async function everyFunction(): Promise<Exported[]> {
  const modules = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((path) => /(?<!\.test)\.ts$/.test(path));
  const functions = modules.map(async (module) => {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ `${import.meta.dirname}/${module}`);
    return Object.entries(exported).flatMap(([name, value]) => {
      if (typeof value !== "function") return [];
      const source = value.toString();
      return [{ module, name, source, firstParameter: /\(\s*(\w+)/.exec(source)?.[1] }];
    });
  });
  return (await Promise.all(functions)).flat();
}

/** They take an actor and open nothing. */
const pure = ["abilitiesOn", "webhookOwner"];
const namesOf = (functions: Exported[]) => functions.map(({ name }) => name).sort();
const idsOf = ({ tenant, admin, member, client }: Stage) => [tenant.id, admin.personId, member.personId, client.clientId];
const everything = { ...Object.fromEntries(Object.entries(everyRead).map(([name, { read, ...kind }]) => [name, { call: read, ...kind }])) };
for (const [name, { write, events, first, ...kind }] of Object.entries(everyWrite)) everything[name] = { call: write, ...kind };

describe("two tenants", () => {
  it("TI-01 the table below holds every read and verb of lib that takes an actor", async () => {
    const functions = await everyFunction();
    const actorFirst = functions.filter(
      ({ module, name, firstParameter }) => firstParameter === "actor" && !module.startsWith("access") && !pure.includes(name),
    );
    expect(namesOf(actorFirst)).toEqual(Object.keys(everything).sort());
    expect(actorFirst.length).toBeGreaterThan(25);
  });

  it("TI-01 whatever else opens the database is the door itself, where nobody is signed in yet", async () => {
    const functions = await everyFunction();
    const withoutActor = functions.filter(({ name, source, firstParameter }) => name !== "asScope" && firstParameter !== "actor" && /\basScope\b/.test(source));
    const door = ["acceptLink", "findActor", "findLink", "inviteFirstAdmin", "recoverAdmin", "requestPasswordReset", "signIn"];
    const openid = ["findByIdentity", "joinByOpenid", "recordRefusal", "signInByOpenid"];
    const handOver = ["checkPassphrase", "findLinkToHandOver", "submitRedirectUris", "takeSecret"];
    expect(namesOf(withoutActor)).toEqual([...door, ...openid, ...handOver].sort());
  });

  it("TI-01 R3 one sees and changes nothing of the other, by any read or verb", { timeout: 60_000 }, async () => {
    const [mine, theirs] = [await aStage(), await aStage()];
    const before = await rowsOf(idsOf(theirs));
    expect(before.length).toBeGreaterThan(15);
    for (const [name, { call, staff }] of Object.entries(everything)) {
      const outcome = await call(mine.admin, theirs).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      if ("error" in outcome) expect([name, outcome.error]).toEqual([name, refusal(staff ? "forbidden" : "not_found")]);
      else for (const id of idsOf(theirs)) expect([name, JSON.stringify(outcome.result) ?? ""]).not.toEqual([name, expect.stringContaining(id)]);
    }
    expect(await rowsOf(idsOf(theirs))).toEqual(before);
  });

  it("TI-01 R2 staff who do not belong to it change nothing of a tenant's clients but to disable them", async () => {
    const [cs, stage] = [await aStaff({ role: "cs" }), await aStage()];
    const verbs = ["renameClient", "changeClient", "deleteClient", "restoreClient", "issueSecret", "resetSecret", "resetAllSecrets", "retireSecret"];
    for (const name of verbs) {
      const asStaff = everyWrite[name]?.write as unknown as (actor: typeof cs, aim: Stage) => Promise<unknown>;
      await expect(asStaff(cs, stage)).rejects.toEqual(refusal("forbidden"));
    }
  });
});

describe("a member", () => {
  it("R1 AZ-11 is refused every read and verb of their own tenant but those on themselves", async () => {
    const stage = await aStage();
    const member = await aMember(stage.admin);
    const before = await rowsOf(idsOf(stage));
    for (const [name, { call, own }] of Object.entries(everything)) {
      if (own) continue;
      const refused = await call(member, stage).catch((error: unknown) => error);
      // What would be made in one's own tenant has nothing to be aimed at.
      expect([name, refused]).toEqual([name, refusal("forbidden")]);
    }
    expect(await rowsOf(idsOf(stage))).toEqual(before);
  });
});

describe("every verb", () => {
  const writes = Object.entries(everyWrite).filter(([, { staff }]) => !staff);

  it.each(writes)("AU-01 AU-02 AU-04 %s records itself once, and does nothing when it cannot be recorded", async (_, { first, write, events }) => {
    const stage = await aStage();
    await first?.(stage.admin, stage);
    const [before, eventsBefore] = [await rowsOf(idsOf(stage)), (await eventsIn(stage.tenant.id)).length];
    await refuseEvents(stage.tenant.id);
    await expect(write(stage.admin, stage)).rejects.toThrow("the record is full");
    expect(await rowsOf(idsOf(stage))).toEqual(before);

    await acceptEvents();
    await write(stage.admin, stage);
    expect((await eventsIn(stage.tenant.id)).slice(eventsBefore)).toEqual(
      events.map((action) =>
        expect.objectContaining({
          action,
          actor_id: stage.admin.personId,
          actor_name: stage.admin.name,
          ip_address: stage.admin.origin.ipAddress,
          request_id: stage.admin.origin.requestId,
        }),
      ),
    );
  });

  it.each(Object.entries(everyRead).filter(([, { staff }]) => !staff))("AU-01 %s shows an admin their own, and records nothing", async (_, { read }) => {
    const stage = await aStage();
    const before = (await eventsIn(stage.tenant.id)).length;
    expect(await read(stage.admin, stage)).toBeTruthy();
    expect(await eventsIn(stage.tenant.id)).toHaveLength(before);
  });
});

async function eventsIn(tenantId: string) {
  const { rows } = await readAsOwner((reader) => reader.query("SELECT * FROM audit_event WHERE tenant_id = $1 ORDER BY id", [tenantId]));
  return rows;
}

async function refuseEvents(tenantId: string) {
  await asOwner(["audit_event"], (owner) =>
    owner.query(`
      CREATE OR REPLACE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the record is full'; END $$;
      CREATE TRIGGER refuse_event BEFORE INSERT ON audit_event FOR EACH ROW WHEN (NEW.tenant_id = '${tenantId}') EXECUTE FUNCTION refuse_event()`),
  );
}

async function acceptEvents() {
  await asOwner(["audit_event"], (owner) => owner.query("DROP TRIGGER refuse_event ON audit_event"));
}
