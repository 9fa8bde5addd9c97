import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { SignedInActor } from "#lib/access/actor";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { requestInstallation } from "#lib/installations/request-installation";
import { findRequests } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { invitePerson } from "#lib/members/invite-person";
import { findSecrets } from "#lib/secrets/find-secrets";
import { setWebhook } from "#lib/webhooks/set-webhook";
import { aBulkJob } from "#world/a-bulk-job";
import { aClient, anActivePartnerClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aRedirectUrisLink, aSecretLink, press, send } from "#world/a-hand-over";
import { aMember, anEmail, aStaff, theSystem } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { anApp, letIn, widenApp } from "#world/an-app";
import { aDeviceRequest, anInteraction } from "#world/an-interaction";
import { recordRefusal } from "#world/record-refusal";
import { recordUse } from "#world/record-use";
import { signInAs } from "./sign-in-as.ts";

const widths = [320, 768, 1280];

/** The path of a scope whose every word is as long as it may be. */
async function aLongScope(): Promise<string> {
  const name = await aScope({ scopeName: `${LONG}.${randomUUID()}`, title: LONG, description: "Everything there is. ".repeat(23), risk: "high" });
  return `/scopes/${name}`;
}

type Visit = { who: string; arrange: () => Promise<{ actor: SignedInActor | null; paths: string[] }> };

const LONG = "Averyveryveryveryveryverylongnamewithoutanyspaceinitatall";
/** As long as the name of a company may be. */
const LONGEST = `${LONG}${LONG}`.slice(0, 100);

const visits: Visit[] = [
  {
    who: "nobody",
    arrange: async () => {
      const link = await invitePerson(theSystem, { name: "Noor", email: anEmail(), role: "cs" });
      const handOvers = await Promise.all([aSecretLink({ note: LONG, passphrase: "otters" }), aRedirectUrisLink({ note: LONG })]);
      const used = await aSecretLink();
      await press(used.token);
      const links = [...handOvers, used].map(({ token }) => `/hand-over/${token}`);
      return { actor: null, paths: ["/sign-in", "/forgot-password", new URL(link.url).pathname, "/link/unknown", "/no-such-page", ...links, "/hand-over/no"] };
    },
  },
  {
    who: "a company admin without anything",
    arrange: async () => {
      const { admin } = await aTenant();
      return {
        actor: admin,
        paths: [
          "/",
          "/clients",
          "/clients?state=deleted",
          "/clients/new",
          "/clients/doctor",
          "/people",
          "/teams",
          "/approvals",
          "/webhook",
          "/audit",
          "/account",
          "/clients/unknown",
          "/tenants",
        ],
      };
    },
  },
  {
    who: "a company admin with a client",
    arrange: async () => {
      const { admin } = await aTenant({ name: LONGEST });
      const member = await aMember(admin);
      const { clientId } = await aClient(admin, { name: LONG });
      const [secret] = await findSecrets(admin, clientId);
      await recordUse({ clientId }, { hoursAgo: 1, days: 40, tokensADay: 123_456 });
      const value = `https://${LONG}.example/…`;
      await recordRefusal({ clientId }, { error: "invalid_redirect_uri", reason: "redirect_uri_not_registered", value });
      await recordRefusal({ clientId }, { error: "temporarily_unavailable", reason: "too_many_requests", times: 123_456 });
      const client = `/clients/${clientId}`;
      const ofClient = [
        "",
        "/settings",
        "/secrets",
        "/secrets/new",
        `/secrets/${secret?.id}/reset`,
        `/secrets/${secret?.id}/retire`,
        "/secrets/reset-all",
        "/refused",
        "/activity",
        "/delete",
      ];
      const app = await anApp(admin.tenant, { name: LONG, scopes: [`${LONG}:read`] });
      await letIn(admin, app);
      await widenApp(app, { scopes: [`${LONG}:write`], redirectUris: [`https://${LONG}.example/cb`], name: "Shorter" });
      const uncovered = await anInteraction({ ...app, redirectUri: `https://${LONG}.example/cb` });
      await requestInstallation(member, { ...app, reason: `${LONG} ${"It is for the weekly report. ".repeat(14)}` });
      const fresh = await anApp(admin.tenant);
      const prompts = [`/approvals`, `/approvals/${app.clientId}`, `/approvals/${fresh.clientId}`];
      prompts.push(...[await anInteraction(app), uncovered].map((interaction) => `/authorize/${interaction}`));
      return {
        actor: admin,
        paths: [...prompts, "/", "/clients", "/audit", "/people/invite", `/people/${member.personId}`, ...ofClient.map((path) => `${client}${path}`)],
      };
    },
  },
  {
    who: "people who ask for integrations",
    arrange: async () => {
      const [{ admin, tenant }, staff] = [await aTenant(), await aStaff()];
      const partners = await Promise.all([LONG, "Asked for", "Not asked for"].map((name) => anActivePartnerClient(staff, { name, maker: LONG })));
      const [on, asked, off] = partners.map(({ clientId }) => clientId);
      await setWebhook(admin, { url: `https://hooks.example/${LONG}${LONG}` });
      await enableForTenant(staff, { clientId: on ?? "", tenantId: tenant.id });
      await requestEnablement(admin, { clientId: asked ?? "", reason: LONG });
      const paths = [
        "/integrations",
        "/integrations?search=nothing-is-called-so",
        "/inbox",
        ...[on, asked, off].map((clientId) => `/integrations/${clientId}`),
      ];
      return { actor: admin, paths: [...paths, "/audit", "/webhook", "/webhook/remove"] };
    },
  },
  {
    who: "staff with requests",
    arrange: async () => {
      const [staff, { admin }] = [await aStaff({ role: "cs" }), await aTenant({ name: LONG })];
      const { clientId } = await anActivePartnerClient(staff, { name: LONG, maker: LONG });
      await requestEnablement(admin, { clientId, reason: `${LONG} ${LONG}` });
      const request = (await findRequests(staff, { isOpen: true }, {})).rows[0]?.requestId;
      return { actor: staff, paths: ["/requests", `/requests/${request}/refuse`, "/requests?state=answered", "/inbox"] };
    },
  },
  {
    who: "a member",
    arrange: async () => {
      const { admin } = await aTenant();
      const actor = await aMember(admin);
      const { clientId } = await aPublicClient(admin, { name: LONG });
      await answerPrompt(actor, { interaction: await anInteraction({ clientId }), answer: "approve" });
      const app = await anApp(admin.tenant, { name: LONG, scopes: [`${LONG}:read`] });
      const asked = await anApp(admin.tenant);
      await requestInstallation(actor, { ...asked, reason: "For the weekly report." });
      const prompts = [
        await anInteraction({ clientId }),
        await anInteraction(app),
        await anInteraction(asked),
        await anInteraction({ clientId, prompt: "login" }),
        "ended",
      ].map((interaction) => `/authorize/${interaction}`);
      const waiting = await aPublicClient(admin, { name: LONG, kind: "device" });
      await aDeviceRequest({ clientId: waiting.clientId, userCode: "BCDFGHJK" });
      const device = ["/device", "/device?code=BCDF-GHJK", "/device?code=unknown", "/device/done"];
      return { actor, paths: ["/", "/account", "/clients", ...prompts, ...device] };
    },
  },
  {
    who: "staff",
    arrange: async () => {
      const { admin, tenant } = await aTenant({ name: LONGEST });
      const { clientId } = await aClient(admin, { name: LONG });
      const scopePath = await aLongScope();
      const ofTenant = [
        "",
        "/people",
        "/people?search=nobody",
        "/teams",
        "/integrations",
        "/integrations/enable",
        "/activity",
        "/settings",
        "/disable",
        "/delete",
      ];
      const paths = [
        "/",
        "/clients",
        "/clients/new",
        "/tenants",
        "/tenants/new",
        "/tenants?search=nobody-is-called-so&environment=sandbox",
        ...ofTenant.map((path) => `/tenants/${tenant.id}${path}`),
        `/clients?tenant=${tenant.id}`,
        `/people/${(await aMember(admin, { name: LONG })).personId}/delete`,
        `/people/${admin.personId}/delete`,
        `/audit?tenant=${tenant.id}`,
        "/people",
        "/people/invite",
        "/audit",
        "/scopes",
        "/scopes/new",
        scopePath,
        `/clients/${clientId}`,
      ];
      const staff = await aStaff();
      const draft = await aPartnerClient(staff);
      const partner = await aPartnerClient(staff, { redirectUris: ["https://meridian.example/cb", "https://*.meridian.example/cb", "http://localhost/cb"] });
      const sandbox = await aPartnerClient(staff, {
        name: LONG,
        environment: "sandbox",
        redirectUris: [`https://meridian.example/${LONG}`, "http://localhost/cb"],
      });
      paths.push(...["", "/promote"].map((path) => `/clients/${sandbox.clientId}${path}`));
      const ofPartner = ["", "/settings", "/activate"].map((path) => `/clients/${partner.clientId}${path}`);
      const sent = await aRedirectUrisLink({ note: LONG });
      await send(sent.token, ["https://*.meridian.example/cb", `https://meridian.example/${LONG}${LONG}`], "https://meridian.example");
      const handOvers = `/clients/${sent.client.clientId}/hand-overs`;
      const [link] = (await findHandOvers(staff, sent.client.clientId, {})).rows;
      const ofHandOver = ["", "/secret", "/redirect-uris", `/${link?.id}`].map((path) => `${handOvers}${path}`);
      paths.push(`/clients/${draft.clientId}/hand-overs`, ...ofHandOver);
      const enabled = await aPartnerClient(staff, { name: LONG });
      await enableForTenant(staff, { clientId: enabled.clientId, tenantId: tenant.id });
      const ofEnabled = ["", "?search=nobody-is-called-so", "/enable", "/enable?search=north", `/${tenant.id}/disable`].map(
        (path) => `/clients/${enabled.clientId}/tenants${path}`,
      );
      return {
        actor: staff,
        paths: [
          ...paths,
          ...ofPartner,
          ...ofEnabled,
          `/clients/${draft.clientId}/tenants`,
          `/clients/${draft.clientId}`,
          `/clients/${draft.clientId}/activate`,
        ],
      };
    },
  },
  {
    who: "staff with many companies",
    arrange: async () => {
      const staff = await aStaff();
      const [partner, empty] = [await aPartnerClient(staff, { name: LONG }), await aPartnerClient(staff)];
      const { tenant } = await aTenant({ name: LONG });
      const { tenant: sandbox } = await aTenant({ environment: "sandbox" });
      const { jobId } = await aBulkJob(staff, partner, [tenant.id, sandbox.id, LONG, "nobody"]);
      await importMigration(staff, { clientId: partner.clientId, tenants: tenant.id });
      const pages = ["/bulk", "/bulk/new?verb=enable", "/bulk/new?verb=disable&selection=filter", "/migration"];
      const ofPartner = [...pages, `/bulk/${jobId}`, `/bulk/${jobId}?state=failed`, "/migration?state=reauthenticated"];
      return {
        actor: staff,
        paths: [
          ...ofPartner.map((path) => `/clients/${partner.clientId}${path}`),
          ...["/bulk", "/migration"].map((path) => `/clients/${empty.clientId}${path}`),
        ],
      };
    },
  },
  {
    who: "customer success",
    arrange: async () => ({ actor: await aStaff({ role: "cs" }), paths: ["/scopes", await aLongScope()] }),
  },
];

for (const { who, arrange } of visits) {
  test(`every page of ${who} is axe-clean, narrow in light and wide in dark, and never scrolls sideways`, async ({ page, context }) => {
    test.setTimeout(240_000);
    const { actor, paths } = await arrange();
    if (actor) await signInAs(context, actor);
    const problems: string[] = [];
    for (const path of paths) problems.push(...(await lookAt(page, path)));
    expect(problems).toEqual([]);
  });
}

async function lookAt(page: Page, path: string): Promise<string[]> {
  const [narrow = 320] = widths;
  // Without a transition between the themes, which axe would see the middle of.
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: narrow, height: 900 });
  await page.goto(path);
  const problems = await askAxe(page, `${path} in light`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) problems.push(`${path} at ${width} px is ${overflow} px too wide`);
  }
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  return [...problems, ...(await askAxe(page, `${path} in dark`))];
}

async function askAxe(page: Page, where: string): Promise<string[]> {
  const { violations } = await axe(page).analyze();
  return violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes[0]?.target.join(" ")}`);
}

/** Without frames, axe can run in the page itself, which is many times as fast. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}
