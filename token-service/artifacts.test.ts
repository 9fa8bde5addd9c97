import { randomUUID } from "node:crypto";
import { errors } from "oidc-provider";
import { expect, onTestFinished, test } from "vitest";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { artifacts } from "./artifacts.ts";
import { openDatabase } from "./database.ts";
import { readAsTokenService } from "./test-world.ts";

function open(kind: string) {
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("test", "silent"));
  onTestFinished(() => database.close());
  return artifacts(database, kind);
}

const payloadOf = (grantId: string) => ({ grantId, clientId: "gh_x", kind: "AuthorizationCode", iat: 1 });

test("TS-03 of twenty that consume at once, from two instances, one gets it", async () => {
  const instances = [open("AuthorizationCode"), open("AuthorizationCode")];
  for (let round = 0; round < 5; round++) {
    const code = randomUUID();
    await instances[0]?.upsert(code, payloadOf("g"), 60);
    const tries = Array.from({ length: 20 }, (_, nth) => instances[nth % 2]?.consume(code));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(errors.InvalidGrant);
  }
});

test("a consumed one is found as consumed, so that its replay can be told", async () => {
  const codes = open("AuthorizationCode");
  const code = randomUUID();
  await codes.upsert(code, payloadOf("g"), 60);
  expect(await codes.find(code)).toEqual({ ...payloadOf("g"), jti: code });
  await codes.consume(code);
  expect(await codes.find(code)).toMatchObject({ jti: code, consumed: expect.any(Number) });
});

test("revoking a grant takes its own and no other, and no grant at all takes nothing", async () => {
  const tokens = open("AccessToken");
  const [mine, other, without] = [randomUUID(), randomUUID(), randomUUID()];
  const [grant, otherGrant] = [randomUUID(), randomUUID()];
  await tokens.upsert(mine, payloadOf(grant), 60);
  await tokens.upsert(other, payloadOf(otherGrant), 60);
  await tokens.upsert(without, { clientId: "gh_x" }, 60);

  for (const nothing of [undefined, null, ""]) await Reflect.apply(tokens.revokeByGrantId, tokens, [nothing]);
  expect(await Promise.all([mine, other, without].map(tokens.find))).not.toContain(undefined);
  await tokens.revokeByGrantId(grant);
  expect(await tokens.find(mine)).toBeUndefined();
  expect(await Promise.all([other, without].map(tokens.find))).not.toContain(undefined);
});

test("what was revoked cannot be consumed, saved back to life, or found", async () => {
  const tokens = open("RefreshToken");
  const token = randomUUID();
  await tokens.upsert(token, payloadOf("g"), 60);
  await tokens.destroy(token);
  await tokens.upsert(token, payloadOf("g"), 60);
  expect(await tokens.find(token)).toBeUndefined();
  await expect(tokens.consume(token)).rejects.toBeInstanceOf(errors.InvalidGrant);
});

test("an expired one is not found, and one kind is not found as another", async () => {
  const token = randomUUID();
  await open("AccessToken").upsert(token, payloadOf("g"), 1);
  expect(await open("RefreshToken").find(token)).toBeUndefined();
  await readAsTokenService("update oidc_artifact set expires_at = now() where payload ->> 'grantId' = 'g'");
  expect(await open("AccessToken").find(token)).toBeUndefined();
});
