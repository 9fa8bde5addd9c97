import { expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { aMember } from "#world/a-person";
import {
  askMe,
  authorize,
  basic,
  exchange,
  makeApi,
  makeClient,
  makeCodeClient,
  makeTenant,
  postAs,
  postToken,
  startService,
  type TestClient,
  tokenOf,
} from "../test-world.ts";
import { allowances } from "./limits.ts";

// As they are, over a time that even a busy machine does not take.
const lasting = {
  ...allowances,
  failuresOfClient: { ...allowances.failuresOfClient, seconds: 600 },
  failures: { ...allowances.failures, seconds: 600 },
};

test("TI-08 while every one of 400 requests of a company is refused with 429 at both of its limits, another behind the same address gets all that it asks for", {
  timeout: 120_000,
}, async () => {
  const service = await startService({ allowances: lasting });
  const [loud, quiet] = [await makeTenant(), await makeTenant()];
  const [api, client, app, person] = [await makeApi(), await makeClient(quiet), await makeCodeClient(quiet), await aMember(quiet.admin)];
  const ask = (who: Pick<TestClient, "clientId" | "secret">) =>
    postToken(service, new URLSearchParams({ grant_type: "client_credentials" }), { authorization: basic(who) });
  const loudOnes = await Promise.all(Array.from({ length: 6 }, () => makeClient(loud)));
  const refused = async (count: number) => {
    const answers = Array.from({ length: count }, (_, nth) => ask({ clientId: loudOnes[nth % 6]?.clientId ?? "", secret: generateClientSecret() }));
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  await refused(600);

  const noise = refused(400);
  const [begun, more] = await Promise.all([authorize(service, person, app), Promise.all(Array.from({ length: 50 }, () => ask(client)))]);
  const tokens = await exchange(service, app, begun);
  const token = tokenOf(tokens);
  const refreshed = await postAs(service, app, paths.token, { grant_type: "refresh_token", refresh_token: tokens.body.refresh_token ?? "" });
  const told = await postAs(service, api, paths.introspection, { token });
  expect((await noise).filter((status) => status === 429)).toHaveLength(400);
  expect(more.filter(({ status }) => status === 200)).toHaveLength(50);
  expect([refreshed.status, told.status, JSON.parse(told.text).active]).toEqual([200, 200, true]);
  expect((await askMe(service, token)).status).toBe(200);
});
