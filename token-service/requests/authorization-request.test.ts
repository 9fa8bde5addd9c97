import { describe, expect, test } from "vitest";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { paths } from "#lib/endpoints";
import { aMember } from "#world/a-person";
import {
  allowScope,
  begin,
  comeBack,
  exchange,
  makeCodeClient,
  makeTenant,
  pkce,
  REDIRECT_URI,
  send,
  startService,
  type TestService,
  tokenOf,
} from "../test-world.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  const client = await makeCodeClient(tenant);
  const asked = { client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s" };
  return { service, tenant, person: await aMember(tenant.admin), client, asked };
}

async function post(
  service: TestService,
  body: string,
  { path = paths.authorization, headers = FORM }: { path?: string; headers?: Record<string, string> } = {},
) {
  const answer = await send(service, { method: "POST", path, headers, body });
  const cookie = (answer.headers["set-cookie"] ?? []).map((line) => line.slice(0, line.indexOf(";"))).join("; ");
  const location = URL.parse(answer.headers.location ?? "");
  return { ...answer, location, cookie, interaction: location?.pathname.split("/").at(-1) ?? "" };
}

describe("an authorization request by POST (OpenID Connect Core section 3.1.2.1)", () => {
  test("is one by GET: a person answers it, and the client gets its code and its token", async () => {
    const { service, person, client, asked } = await prepare();
    const { verifier, challenge } = pkce();
    const begun = await post(service, `${new URLSearchParams({ ...asked, scope: "openid", ...challenge })}`, {
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8", origin: "https://app.example" },
    });
    expect([begun.status, begun.location?.pathname]).toEqual([303, `/authorize/${begun.interaction}`]);
    const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
    const { location } = await comeBack(service, begun, ticket);
    expect(location?.searchParams.get("state")).toBe("s");
    tokenOf(await exchange(service, client, { code: location?.searchParams.get("code") ?? "", verifier }));
  });

  test("RU-09 IN-11 is refused on a page where its parameters are in another form, in the address too, twice, or too long", async () => {
    const { service, asked } = await prepare();
    const good = `${new URLSearchParams(asked)}`;
    const refused = [
      await post(service, good, { path: `${paths.authorization}?${good}` }),
      await post(service, good, { path: `${paths.authorization}?state=t` }),
      await post(service, JSON.stringify(asked), { headers: { "content-type": "application/json" } }),
      await post(service, good, { headers: { "content-type": "text/plain" } }),
      await post(service, good, { headers: {} }),
      await post(service, `${good}&state=t`),
      await post(service, `${good}&x=${"x".repeat(6_000)}`),
      await post(service, `${good}&state=%00`),
      await post(service, ""),
      await post(service, `${new URLSearchParams({ ...asked, redirect_uri: "https://evil.example/cb" })}`),
    ];
    for (const { status, headers } of refused)
      expect([status, headers.location, headers["content-type"]]).toEqual([400, undefined, "text/html; charset=utf-8"]);
    expect((await post(service, `x=${"x".repeat(20_000)}`)).status).toBe(413);
    expect((await post(service, good)).status).toBe(303);
    expect((await post(service, good, { path: `${paths.authorization}/${"x".repeat(43)}` })).status).toBe(405);
    expect(service.logged()).not.toContain('"level":"error"');
  });
});

describe("RFC 6749 section 3.1: what has no meaning in a request is ignored", () => {
  test.each(["nonce", "acr_values", "claims", "claims_locales"])("%s where no ID token is asked for", async (name) => {
    const { service, person, asked } = await prepare();
    const begun = await begin(service, { ...asked, [name]: name === "claims" ? "{}" : "x" });
    expect((await findPrompt(person, begun.interaction)).state).toBe("asks");
  });

  test.each(["max_age", "id_token_hint"])("but not %s, by which a client asks that nobody comes in unseen", async (name) => {
    const { service, asked } = await prepare();
    const { location } = await begin(service, { ...asked, [name]: "60" });
    expect(location?.searchParams.get("error")).toBe("invalid_request");
  });

  test("and so is what other servers know: access_type, audience, approval_prompt", async () => {
    const { service, person, asked } = await prepare();
    const { interaction } = await begin(service, { ...asked, access_type: "offline", audience: "https://api.example", approval_prompt: "force" });
    expect((await findPrompt(person, interaction)).state).toBe("asks");
  });

  test("and a space too many in a scope", async () => {
    const { service, person, client, asked } = await prepare();
    await allowScope(client, "notes:read");
    const { interaction } = await begin(service, { ...asked, scope: " openid  notes:read " });
    expect(await findPrompt(person, interaction)).toMatchObject({ state: "asks", scopes: [{ name: "openid" }, { name: "notes:read" }] });
  });
});
