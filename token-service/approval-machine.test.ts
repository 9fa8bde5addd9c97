import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import type { DomainErrorCode } from "#lib/errors";
import { decideInstallation } from "#lib/installations/decide-installation";
import { getInstallation } from "#lib/installations/find-installations";
import { requestInstallation } from "#lib/installations/request-installation";
import { configure, type RegisteredWithSecret } from "#world/a-client";
import { aMember, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { decideOn } from "#world/decide-on";
import { authorize, exchange, refresh, startService, type TestService, type TokenAnswer } from "./test-world.ts";

type Answer = "approve" | "deny" | "block" | "clear";
type Side = { isEnabled: boolean; wasAsked: boolean; state: "none" | "approved" | "denied" | "blocked"; approved: string[]; granted: string[] | null };
/** What an admin's decisions are worth, as simply as it can be said. */
type Model = { isServiceAccount: boolean; scopes: string[]; sides: [Side, Side] };
type Company = { admin: TenantActor; member: TenantActor };
type Real = { service: TestService; app: RegisteredWithSecret; companies: [Company, Company]; tokens: [TokenAnswer | null, TokenAnswer | null] };
type Nth = 0 | 1;
type Command = fc.AsyncCommand<Model, Real>;

const BASE = "machine:base";
const MORE = ["machine:a", "machine:b", "machine:c"];
const isUsable = (model: Model, nth: Nth) => model.isServiceAccount && model.sides[nth].isEnabled;
const isSeen = (model: Model, nth: Nth) => isUsable(model, nth) || model.sides[nth].state !== "none" || model.sides[nth].wasAsked;

/** Why the verb is refused; null where it is not. */
function refusalOf(model: Model, nth: Nth, answer: Answer): DomainErrorCode | null {
  const { state } = model.sides[nth];
  if (!isSeen(model, nth)) return "not_found";
  if (answer === "clear") return state === "none" ? "conflict" : null;
  if (state === "blocked") return "conflict";
  if (answer === "approve" || (answer === "block" && state === "none")) return isUsable(model, nth) ? null : "conflict";
  return null;
}

function decided(model: Model, nth: Nth, answer: Answer): void {
  const side = model.sides[nth];
  if (answer === "approve") Object.assign(side, { state: "approved", approved: [...model.scopes] });
  if (answer === "deny" && side.state !== "approved" && (isUsable(model, nth) || side.state !== "none")) side.state = "denied";
  if (answer === "block") Object.assign(side, { state: "blocked", granted: null });
  if (answer === "clear") Object.assign(side, { state: "none", granted: null });
}

async function outcome(attempt: Promise<unknown>): Promise<DomainErrorCode | null> {
  return attempt.then(
    () => null,
    (error: { code?: DomainErrorCode }) => error.code ?? Promise.reject(error),
  );
}

const seen = { refreshed: 0, withLess: 0, refused: 0 };

/** After each step: who holds a token of earlier has what is approved today, and nothing else. */
async function compare(model: Model, real: Real): Promise<void> {
  for (const nth of [0, 1] as const) {
    const [side, tokens] = [model.sides[nth], real.tokens[nth]];
    if (isSeen(model, nth)) {
      const { installation } = await getInstallation(real.companies[nth].admin, real.app.clientId);
      expect(installation?.state ?? "none").toBe(side.state);
    } else expect(await outcome(getInstallation(real.companies[nth].admin, real.app.clientId))).toBe("not_found");
    if (!tokens) continue;
    const next = await refresh(real.service, real.app, tokens);
    const isLetIn = isUsable(model, nth) && side.state === "approved" && side.granted !== null;
    if (!isLetIn) {
      expect(next).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
      seen.refused++;
      continue;
    }
    const expected = side.granted?.filter((name) => side.approved.includes(name) && model.scopes.includes(name));
    expect(next.body.scope?.split(" ").sort()).toEqual(expected?.sort());
    real.tokens[nth] = next;
    seen.refreshed++;
    if (side.approved.length < model.scopes.length) seen.withLess++;
  }
}

function command(name: string, run: (model: Model, real: Real) => Promise<void>, check: (model: Readonly<Model>) => boolean = () => true): Command {
  return {
    check,
    toString: () => name,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
  };
}

const decide = (nth: Nth, answer: Answer) =>
  command(`${nth} ${answer}`, async (model, { app, companies }) => {
    const expected = refusalOf(model, nth, answer);
    expect(await outcome(decideOn(companies[nth].admin, app, answer))).toBe(expected);
    if (expected === null) decided(model, nth, answer);
  });

const decideOnWhatWas = (nth: Nth, name: string) =>
  command(
    `${nth} approves, while the app adds ${name}`,
    async (model, { app, companies }) => {
      const seen = await getInstallation(companies[nth].admin, app.clientId);
      await widenApp(app, { scopes: [name] });
      model.scopes.push(name);
      const mark = seen.installation?.mark ?? "";
      const late = decideInstallation(companies[nth].admin, { clientId: app.clientId, answer: "approve", version: seen.app.version, mark });
      expect(await outcome(late)).toBe("conflict");
    },
    (model) => isSeen(model, nth) && !model.scopes.includes(name),
  );

const letIn = (nth: Nth) =>
  command(
    `${nth} lets it in at the prompt`,
    async (model, real) => {
      const side = model.sides[nth];
      const attempt = authorize(real.service, real.companies[nth].admin, real.app);
      if (!side.isEnabled || side.state === "blocked") return expect(await outcome(attempt)).toBe("forbidden");
      real.tokens[nth] = await exchange(real.service, real.app, await attempt);
      decided(model, nth, "approve");
      side.granted = [...model.scopes];
    },
    (model) => model.isServiceAccount,
  );

const ask = (nth: Nth) =>
  command(`a member of ${nth} asks`, async (model, { app, companies }) => {
    const side = model.sides[nth];
    const expected = !isUsable(model, nth) ? "not_found" : side.state === "blocked" ? "conflict" : null;
    expect(await outcome(requestInstallation(companies[nth].member, { clientId: app.clientId, reason: "Please." }))).toBe(expected);
    if (expected === null) side.wasAsked = true;
  });

const decideAsMember = (nth: Nth, answer: Answer) =>
  command(`a member of ${nth} tries to ${answer}`, async (_model, { app, companies }) => {
    const attempt = decideInstallation(companies[nth].member, { clientId: app.clientId, answer, version: 1, mark: "" });
    expect(await outcome(attempt)).toBe("forbidden");
  });

const enable = (nth: Nth, isOn: boolean) =>
  command(`${isOn ? "enabled" : "disabled"} for ${nth}`, async (model, { app, companies }) => {
    const change = isOn ? enableForTenant : disableForTenant;
    await change(theSystem, { clientId: app.clientId, tenantId: companies[nth].admin.tenant.id });
    model.sides[nth].isEnabled = isOn;
  });

const add = (name: string) =>
  command(
    `the app adds ${name}`,
    async (model, { app }) => {
      await widenApp(app, { scopes: [name] });
      model.scopes.push(name);
    },
    (model) => !model.scopes.includes(name),
  );

const remove = (name: string) =>
  command(
    `the app drops ${name}`,
    async (model, { app: { clientId } }) => {
      await asScope({ role: "staff" }, (tx) => tx.clientScope.deleteMany({ where: { clientId, scopeName: name } }));
      await configure(clientId, {});
      model.scopes = model.scopes.filter((each) => each !== name);
    },
    (model) => model.scopes.includes(name),
  );

const actAs = (actsAs: "user" | "service_account") =>
  command(`the app acts as ${actsAs}`, async (model, { app }) => {
    await configure(app.clientId, { actsAs });
    model.isServiceAccount = actsAs === "service_account";
  });

const nth = fc.constantFrom<Nth>(0, 1);
const answer = fc.constantFrom<Answer>("approve", "deny", "block", "clear");
const name = fc.constantFrom(...MORE);
const commands = fc.commands(
  [
    fc.tuple(nth, answer).map(([side, each]) => decide(side, each)),
    fc.tuple(nth, answer).map(([side, each]) => decide(side, each)),
    fc.tuple(nth, name).map(([side, each]) => decideOnWhatWas(side, each)),
    nth.map(letIn),
    nth.map(letIn),
    nth.map(ask),
    fc.tuple(nth, answer).map(([side, each]) => decideAsMember(side, each)),
    fc.tuple(nth, fc.boolean()).map(([side, isOn]) => enable(side, isOn)),
    name.map(add),
    name.map(remove),
    fc.constantFrom<("user" | "service_account")[]>("user", "service_account", "service_account").map(actAs),
  ],
  { maxCommands: 25, size: "max" },
);

let companies: [Company, Company];
beforeAll(async () => {
  const aCompany = async () => {
    const { admin } = await aTenant();
    return { admin, member: await aMember(admin) };
  };
  companies = [await aCompany(), await aCompany()];
});

test("AZ-08 R43 R45 R46 in 20 random histories of two companies, one app lets in only who is approved where it is enabled as a service account, with what was approved", {
  timeout: 240_000,
}, async () => {
  const service = await startService();
  const history = fc.asyncProperty(commands, async (steps) => {
    const app = await anApp(companies[0].admin.tenant, { scopes: [BASE] });
    const side = (isEnabled: boolean): Side => ({ isEnabled, wasAsked: false, state: "none", approved: [], granted: null });
    const model: Model = { isServiceAccount: true, scopes: [BASE], sides: [side(true), side(false)] };
    const real: Real = { service, app, companies, tokens: [null, null] };
    await fc.asyncModelRun(() => ({ model, real }), steps);
  });
  await fc.assert(history, { numRuns: 20, seed: 46, endOnFailure: true, verbose: 1 });
  // The histories are long enough to say something.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(5);
});
