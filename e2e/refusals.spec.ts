import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { findClients } from "#lib/clients/find-clients";
import { findSecrets } from "#lib/secrets/find-secrets";
import { aClient } from "#world/a-client";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { everyRowOf } from "./every-row.ts";
import { postForm } from "./post-form.ts";
import { signInAs } from "./sign-in-as.ts";

const base = process.env.SETUP_APP_URL ?? "";

test("SS-09 refuses a form that another site sent, or that does not say where it comes from", async ({ context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const fields = { name: "Planted" };
  const origins: Record<string, string>[] = [{ Origin: "https://evil.example" }, { Origin: "null" }, { Origin: "" }, { "Sec-Fetch-Site": "cross-site" }];
  for (const headers of origins) {
    const answer = await postForm(context.request, "/clients/new", "generatedName", fields, headers);
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
  }
  expect((await findClients(admin, {}, {})).rows).toEqual([]);
});

test("IN-03 IN-10 answers oversized, malformed and hostile forms with a sentence, and never with a 500", async ({ context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const post = (body: string | Buffer, type: string) =>
    context.request.post("/clients/new", { data: body, headers: { Origin: base, "Content-Type": type }, maxRedirects: 0 });
  expect((await post("a".repeat(70_000), "multipart/form-data; boundary=x")).status()).toBe(413);
  expect((await post("not a form", "multipart/form-data; boundary=x")).status()).toBe(400);
  expect((await post("not a form", "multipart/form-data")).status()).toBe(400);
  for (const name of ["\0", "a\0b", "\u202eevil", "\u200b", " ", "a".repeat(101), "{{7*7}}", "<script>alert(1)</script>", "'; drop table client; --"]) {
    const answer = await postForm(context.request, "/clients/new", "generatedName", { name });
    expect(answer.status(), name).toBe(200);
  }
  for (const idempotencyKey of ["", "1", "not-a-uuid", "__proto__", "0".repeat(5000)]) {
    const answer = await postForm(context.request, "/clients/new", "generatedName", { name: "Never made", idempotencyKey });
    expect(answer.status()).toBe(200);
  }
  const names = (await findClients(admin, {}, {})).rows.map(({ name }) => name);
  expect(names.sort()).toEqual(["'; drop table client; --", "<script>alert(1)</script>", "{{7*7}}"]);
});

test("IN-03 IN-10 a name of a field means nothing to the parser but itself, so nobody can make it build a tree", async ({ request }) => {
  const fields = { email: "ana@people.example", password: "not the password" };
  const hostile = [
    "a[4294967294]",
    "a[2000000]",
    `a${".a".repeat(6000)}`,
    `a${"[0]".repeat(6000)}`,
    "__intent__",
    "__state__",
    "__proto__",
    "constructor.prototype.x",
  ];
  for (const name of hostile) {
    const answer = await postForm(request, "/sign-in", 'name="password"', { ...fields, [name]: "{}" });
    expect([name.slice(0, 20), answer.status()]).toEqual([name.slice(0, 20), 200]);
  }
  for (const bound of ["", "garbage", "null", '"$1"', "[".repeat(3000), '["$F1"]']) {
    const answer = await postForm(request, "/sign-in", 'name="password"', { ...fields, "$ACTION_1:1": bound });
    expect([bound.slice(0, 20), answer.status()]).toEqual([bound.slice(0, 20), 400]);
  }
});

test("IN-10 stops reading a body of 10 MB that never says how long it is", async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /clients/new HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${base}\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
    });
    socket.once("data", (data) => resolve(data.toString()));
    socket.once("error", reject);
    socket.once("data", () => socket.destroy());
  });
  expect(answer).toContain("411");
});

test("R3 TI-07 a foreign tenant's ids in every field change nothing there, and read like ids that do not exist", async ({ context }) => {
  const theirs = await aTenant();
  const victim = await aClient(theirs.admin);
  const [secret] = await findSecrets(theirs.admin, victim.clientId);
  const colleague = await aMember(theirs.admin);
  const before = await everyRowOf(theirs.tenant.id);

  const ours = await aTenant();
  const own = await aClient(ours.admin);
  const app = await anApp(ours.tenant);
  const ownColleague = await aMember(ours.admin);
  const [ownSecret] = await findSecrets(ours.admin, own.clientId);
  await signInAs(context, ours.admin);
  const client = `/clients/${own.clientId}`;
  const foreign = {
    clientId: victim.clientId,
    secretId: secret?.id ?? "",
    personId: colleague.personId,
    tenantId: theirs.tenant.id,
    version: "1",
    name: "Taken over",
  };
  const forms: [string, string][] = [
    [`${client}/settings`, 'name="authMethod"'],
    [`${client}/delete`, "typedName"],
    [`${client}/secrets/new`, "expiresInDays"],
    [`${client}/secrets/${ownSecret?.id}/reset`, "graceSeconds"],
    [`${client}/secrets/${ownSecret?.id}/retire`, "typedName"],
    [`${client}/secrets/reset-all`, "idempotencyKey"],
    [client, "Disable"],
    [`/people/${ours.admin.personId}`, "Make a link"],
    [`/people/${ours.admin.personId}`, "Change the role"],
    [`/people/${ours.admin.personId}`, "End all sessions"],
    [`/people/${ours.admin.personId}`, "Switch the sign-in off"],
    [`/people/${ownColleague.personId}/delete`, "typedName"],
    [`/approvals/${app.clientId}`, "Approve"],
    ["/teams", "Add team"],
  ];
  for (const [path, which] of forms) {
    const answer = await postForm(context.request, path, which, { ...foreign, typedName: victim.name, type: "public", acceptsImpact: "on" });
    expect(answer.status(), `${path} ${which}`).toBeLessThan(500);
  }
  for (const path of [
    `/clients/${victim.clientId}`,
    `/clients/${victim.clientId}/secrets`,
    `/clients/${victim.clientId}/delete`,
    `/people/${colleague.personId}`,
  ]) {
    expect((await context.request.get(path)).status(), path).toBe(404);
  }
  expect(await everyRowOf(theirs.tenant.id)).toEqual(before);
});

test("OH-01 OH-02 OH-03 OH-06 OH-07 OH-09 every answer carries its headers, and errors say nothing of the inside", async ({ context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const page = await (await context.request.get("/clients")).text();
  const script = page.match(/\/_next\/static\/[^"]+\.js/)?.[0] ?? "";
  for (const path of [
    "/clients",
    "/sign-in",
    "/no-such-page",
    "/clients/unknown",
    "/%ff",
    "/api/ready",
    "/api/auth/nothing",
    script,
    "/.env",
    "/.git/config",
    "/_next/image?url=https://evil.example/x.png&w=64&q=75",
  ]) {
    const answer = await context.request.get(path, { maxRedirects: 0 });
    const headers = answer.headers();
    expect(answer.status(), path).toBeLessThan(500);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["x-powered-by"], path).toBeUndefined();
    const isPage = headers["content-type"]?.startsWith("text/html");
    if (isPage && answer.status() === 200) {
      expect(headers["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
      expect(headers["content-security-policy"], path).not.toContain("unsafe");
      expect(headers["cache-control"], path).toContain("no-store");
    }
    if (answer.status() >= 400) expect(await answer.text(), path).not.toMatch(/at .*\.[tj]s:\d+|prisma|postgres|select .* from|node_modules/i);
  }
  for (const path of ["/.env", "/.git/config", `${script}.map`]) expect((await context.request.get(path)).status(), path).toBe(404);
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
    expect((await context.request.fetch("/clients", { method })).status(), method).toBe(405);
  }
});
