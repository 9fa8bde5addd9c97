import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { changeRole } from "#lib/members/change-role";
import { aMember } from "#world/a-person";
import { rowsOf } from "#world/rows-of";
import { methods } from "../token-service/routes.ts";
import { type Aim, aims, fill, forms } from "./access-forms.ts";
import { actions, endpoints, pages, type Row } from "./access-table.ts";
import { asPerson, aWorld, type World } from "./access-world.ts";
import { askForToken } from "./ask-for-token.ts";
import { inTurns } from "./in-turns.ts";
import { ask, builtActions, builtRoutes, call, get, type Headers, pathOf, routerState } from "./knock.ts";

// One after the other: it is the server that is busy, and all of them are about one world.
test.describe.configure({ mode: "default", timeout: 240_000 });

type Try = { row: Row; who: string; expected: string };
type Seen = { row: Row; who: string; word: string };

let world: World;
test.beforeAll(async () => {
  world = await aWorld();
});

test("AZ-02 a page, route handler, action or endpoint that the table does not name fails here, and so does one that is gone", () => {
  const built = [...Object.values(builtRoutes()), ...Object.keys(builtActions())];
  const served = [...methods].flatMap(([path, allowed]) =>
    allowed.filter((method) => !["HEAD", "OPTIONS"].includes(method)).map((method) => `${method} ${path}`),
  );
  const there = [...built, ...served, "GET /oauth/authorization/[interaction]"];
  expect(unnamed(there)).toEqual([]);
  for (const forgotten of ["/clients/[clientId]/forgotten", "forgottenAction", "POST /v1/oauth/forgotten"]) {
    expect(unnamed([...there, forgotten])).toEqual([forgotten]);
  }
  for (const gone of ["/audit", "disableAction", "GET /v1/me"]) expect(unnamed(there.filter((what) => what !== gone))).toEqual([gone]);
  expect(Object.keys(forms).sort()).toEqual(Object.keys(builtActions()).sort());
});

test("AZ-01 R1 R2 R3 R4 every page and route handler answers each role as the table says, and shows nobody of a company another one's", async () => {
  const seen = await tryAll(pages, async ({ row, who }) => {
    const { word, text, headers } = await plain(pathOf(row.what, objectOf(row)), who);
    return { word, text, caching: headers["cache-control"] };
  });
  expect(tableOf(seen)).toEqual(expected(pages));
  for (const { row, who, text, caching } of seen) {
    const place = `${row.what} ${row.object} for ${who}`;
    // A link says whom it is for to whoever holds it.
    if (row.what !== "/link/[token]") expect([place, strangersIn(text, who)]).toEqual([place, []]);
    if (marksIn(text).length > 0) expect([place, caching]).toEqual([place, expect.stringContaining("no-store")]);
  }
});

test("AZ-01 every endpoint of the token service answers each caller as the table says", async () => {
  const seen = await tryAll(endpoints, async ({ row, who }) => {
    const headers = (world.programs as Record<string, Headers>)[who] ?? {};
    // Each try has a token to itself: some of them end it.
    const token = row.object === "own" ? (await askForToken(world.ours.clientId, world.ours.secret)).access_token : randomUUID();
    const team = row.object === "own" ? world.ours.team.scope : `team_${randomUUID()}`;
    const { status, text } = await ask(pathOf(row.what, objectOf(row)), headers, { grant_type: "client_credentials", scope: team, token });
    if (row.what.endsWith("/introspect") && status === 200) return { word: text === '{"active":false}' ? "off" : "on" };
    if (row.what.endsWith("/revoke") && row.object === "own") {
      return { word: (await ask("GET /v1/me", { Authorization: `Bearer ${token}` })).status === 200 ? "kept" : "ended" };
    }
    return { word: String(status) };
  });
  expect(tableOf(seen)).toEqual(expected(endpoints));
});

test("AZ-01 AZ-03 AZ-10 every server action, called by its ID, is refused to each role as the table says, and changes nothing then", async () => {
  const aimed = await inTurns(
    4,
    actions.map((row) => async () => [row, await aimOf(row)] as const),
  );
  const aimFor = new Map<Row, Aim>(aimed);
  const before = await everythingOf(aimFor.values());
  const isRefusal = ({ row, expected: word }: Try) => word !== "done" && row.what !== "signOutAction";
  const seen = await tryAll(actions, ({ row, who }) => press(row, aimFor.get(row) ?? {}, who), isRefusal);
  expect(tableOf(seen)).toEqual(expected(actions, isRefusal));
  expect(await everythingOf(aimFor.values())).toEqual(before);
});

test("AZ-13 a form that names an own and another company's thing, in either order, changes neither", async () => {
  const tries = await inTurns(
    4,
    ofAdmins().flatMap((row) => idsOf(row).map((id) => async () => ({ row, id, ...(await bothAims(row)) }))),
  );
  const bulk = ["planBulkJobAction", "startBulkJobAction", "importMigrationAction"];
  const before = await everythingOf(tries.flatMap(({ own, foreign }) => [own, foreign]));
  expect(tries.length).toBeGreaterThan(20);
  const words = await inTurns(
    6,
    tries.flatMap(({ row, id, own, foreign }) =>
      [
        [own, foreign],
        [foreign, own],
      ].map((order) => async () => {
        const twice = order.map((aim) => aim[id] ?? "");
        const { word } = await call(row.what, pagePath(row, own), { ...fill(row.what, own), [id]: twice }, callers().theirs);
        return `${row.what} ${id} ${word}`;
      }),
    ),
  );
  expect(words.filter((word) => !/ (no|403|404)$/.test(word))).toEqual([]);
  for (const what of bulk) {
    const { clientId } = world.objects.partner;
    for (const tenants of [
      [world.theirs, world.ours],
      [world.ours, world.theirs],
    ].map((list) => list.map(({ tenant }) => tenant.id).join("\n"))) {
      expect(
        (await call(what, pathOf(builtActions()[what]?.route ?? "", { ...world.objects.partner }), { ...fill(what, { clientId }), tenants }, callers().theirs))
          .word,
      ).toBe("403");
    }
  }
  expect(await everythingOf(tries.flatMap(({ own, foreign }) => [own, foreign]))).toEqual(before);
});

test("AZ-14 where the address names one thing and the form another, the form's is the one that is asked about", async () => {
  const tries = await inTurns(
    4,
    ofAdmins()
      .filter((row) => idsOf(row).length > 0)
      .map((row) => async () => ({ row, ...(await bothAims(row)) })),
  );
  const foreign = tries.map((each) => each.foreign);
  const before = await everythingOf(foreign, [world.ours]);
  const answers = await inTurns(
    6,
    tries.map(({ row, own, foreign: other }) => async () => {
      const asked = [
        // Its page is their own, and what the form is about another company's: all of it, or one of two.
        ...[fill(row.what, other), ...idsOf(row).map((id) => ({ ...fill(row.what, own), [id]: other[id] ?? "" }))].map(
          (fields) => [pagePath(row, own), fields] as const,
        ),
        [pagePath(row, other), fill(row.what, own)] as const,
      ];
      const words = [];
      for (const [path, fields] of asked) words.push((await call(row.what, path, fields, callers().theirs)).word);
      return `${row.what} ${words.join(" ")}`;
    }),
  );
  expect(answers.filter((answer) => !/^\w+( (404|no))+ done$/.test(answer))).toEqual([]);
  expect(await everythingOf(foreign, [world.ours])).toEqual(before);
});

/** Every way to ask for a page without its whole page. @see Next's app-router-headers */
type Variant = (path: string, route: string, ids: Record<string, string>) => [string, Headers];
const alone: Variant = (path, route, ids) => [path, { RSC: "1", "Next-Router-State-Tree": routerState(route, ids) }];
const variants: Record<string, Variant> = {
  payload: (path) => [`${path}?_rsc=abcde`, { RSC: "1" }],
  prefetch: (path) => [path, { RSC: "1", "Next-Router-Prefetch": "1" }],
  "segment prefetch": (path) => [path, { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" }],
  ".rsc": (path) => [`${path}.rsc`, {}],
  ".segments": (path) => [`${path}.segments/_tree.segment.rsc`, { RSC: "1" }],
  _next: (path) => [`/_next/data/build${path}.json`, { "x-nextjs-data": "1" }],
};

test("AZ-04 no variant of a page's address or headers gives more than the page", async () => {
  // After a click: without its layouts, where a check could have been forgotten, everybody is tried.
  const everybody = firstRows(pages).flatMap((row) => ["nobody", "member", "admin", "theirs"].map((who) => ({ row, who, variant: alone })));
  const seen = await tryVariants(everybody);
  expect(seen.flatMap(({ excess }) => excess || [])).toEqual([]);
  // They did come without their layouts.
  expect(seen.filter(({ who, marks, text }) => who === "admin" && marks.length > 0 && !text.includes("Sign out")).length).toBeGreaterThan(10);
  const others = refusedPages().flatMap((row, index) => rotate(Object.values(variants), index, 3).map((variant) => ({ row, who: "theirs", variant })));
  expect((await tryVariants(others)).flatMap(({ excess }) => excess || [])).toEqual([]);
});

/** Other ways to write an address. */
const spellings: Record<string, Variant> = {
  capitals: (path) => [path.replace(/^\/\w+/, (first) => first.toUpperCase()), {}],
  "slash behind": (path) => [`${path}/`, {}],
  "two slashes": (path) => [path.replace(/\/(?=[^/]*$)/, "//"), {}],
  dots: (path) => [`/sign-in/%2e%2e${path}`, {}],
  "plain dots": (path) => [`/sign-in/..${path}`, {}],
  "encoded slash": (path) => [path.replace(/\/(?=[^/]*$)/, "%2f"), {}],
  "encoded letter": (path) => [path.replace(/^\/\w/, (start) => `/%${start.charCodeAt(1).toString(16)}`), {}],
  override: (path) => [`${path}?_method=GET`, { "X-HTTP-Method-Override": "GET" }],
};

test("AZ-15 however an address is written, it gives no more than the page", async () => {
  const tried = refusedPages().flatMap((row, index) => rotate(Object.values(spellings), index, 3).map((variant) => ({ row, who: "theirs", variant })));
  expect((await tryVariants(tried)).flatMap(({ excess }) => excess || [])).toEqual([]);
});

const five = Array(5);
const bypasses: Record<string, Headers> = {
  ...Object.fromEntries(
    ["middleware", "src/middleware", "pages/_middleware", five.fill("proxy").join(":"), five.fill("src/middleware").join(":")].map((value) => [
      value,
      { "x-middleware-subrequest": value },
    ]),
  ),
  data: { "x-nextjs-data": "1" },
  "other address": {
    "x-original-url": "/sign-in",
    "x-rewrite-url": "/sign-in",
    "x-invoke-path": "/sign-in",
    "x-matched-path": "/sign-in",
    "x-invoke-status": "200",
  },
  "other host": {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    "x-forwarded-for": "127.0.0.1",
    forwarded: "host=evil.example",
  },
  "our own": { "x-gatehouse-address": "127.0.0.1", "x-gatehouse-path": "/", "x-gatehouse-request": "x", "x-middleware-override-headers": "cookie" },
};

test("AZ-05 no header that once led around a check, or that a proxy sets, changes an answer", async () => {
  const everyHeader: Headers = Object.assign({}, ...Object.values(bypasses));
  const tries = firstRows(pages).flatMap((row, index) => [
    ...rotate(Object.entries(bypasses), index, 4).map(([name, headers]) => ({ row, name, who: "nobody", headers })),
    { row, name: "all of them", who: "theirs", headers: everyHeader },
  ]);
  const changed = await inTurns(
    6,
    tries.map(({ row, name, who, headers }) => async () => {
      const path = pathOf(row.what, objectOf(row));
      const [usual, answer] = [answerOf(await plain(path, who), who), answerOf(await get(path, { ...callers()[who], ...headers }), who)];
      return JSON.stringify(answer) === JSON.stringify(usual) ? [] : [{ name, path, who, answer, usual }];
    }),
  );
  expect(changed.flat()).toEqual([]);
});

test("TI-05 what one company has loaded is in no cache that another is answered from, nor in a file", async () => {
  const lists = firstRows(pages).filter(({ object, cells }) => object === "-" && cells.admin === "200");
  const answers = await inTurns(
    4,
    lists.map(({ what }) => async () => {
      await get(what, callers().admin);
      const { text, headers } = await get(what, callers().theirs);
      const shared = what !== "/icon.svg" && /public|s-maxage|stale/.test(headers["cache-control"] ?? "");
      return { what, strangers: strangersIn(text, "theirs"), shared, own: marksIn(text).length };
    }),
  );
  expect(answers.filter(({ strangers, shared }) => strangers.length > 0 || shared)).toEqual([]);
  expect(answers.filter(({ own }) => own > 0).length).toBeGreaterThan(10);
  const files = await everyFile(".next");
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(([, text]) => marksIn(text).length > 0).map(([name]) => name)).toEqual([]);
});

test("AZ-01 every server action does its work for each role that the table lets", async () => {
  const last = ["setWebhookAction", "removeWebhookAction", "signOutAction"];
  const isDone = ({ row, expected: word }: Try) => word === "done" || row.what === "signOutAction";
  const attempt = async ({ row, who }: Try) => press(row, await aimOf(row), who);
  // These change what the others stand on: the webhook that is told, and the sessions.
  const seen = await tryAll(actions, attempt, (each) => isDone(each) && !last.includes(each.row.what));
  for (const what of last) seen.push(...(await tryAll(actions, attempt, (each) => isDone(each) && each.row.what === what)));
  expect(tableOf(seen)).toEqual(expected(actions, isDone));
});

test("AZ-12 what was loaded with a role is refused once the role is gone", async () => {
  const { ours } = world;
  const person = await aMember(ours.admin, { role: "tenant_admin" });
  const headers = await asPerson(person);
  const tries = actions.filter(({ object, cells }) => object === "client" && cells.member === "403" && cells.admin === "done");
  expect(tries.length).toBeGreaterThan(5);
  const aim = await aims.client?.(world);
  expect((await get(`/clients/${aim?.clientId}/settings`, headers)).word).toBe("200");
  await changeRole(ours.admin, { personId: person.personId, role: "member" });
  const before = await everythingOf([aim ?? {}]);
  for (const row of tries)
    expect([row.what, (await call(row.what, pagePath(row, aim ?? {}), fill(row.what, aim ?? {}), headers)).word]).toEqual([row.what, "403"]);
  expect(await everythingOf([aim ?? {}])).toEqual(before);
});

/** What a page answers to somebody, asked once. */
const plainAnswers = new Map<string, ReturnType<typeof get>>();
function plain(path: string, who: string) {
  const known = plainAnswers.get(`${path} ${who}`) ?? get(path, callers()[who]);
  plainAnswers.set(`${path} ${who}`, known);
  return known;
}

/** What a variant of each page shows beyond the page itself, or where it breaks. */
function tryVariants(tried: { row: Row; who: string; variant: Variant }[]) {
  return inTurns(
    6,
    tried.map(({ row, who, variant }) => async () => {
      const path = pathOf(row.what, objectOf(row));
      const [asked, headers] = variant(path, row.what, objectOf(row));
      const { word, text } = await get(asked, { ...callers()[who], ...headers });
      // Their own name and company are around a page that is none, too.
      const allowed = marksIn((await plain(path, who)).text + (await plain("/account", who)).text);
      const marks = marksIn(text);
      const strangers = row.what === "/link/[token]" ? [] : strangersIn(text, who);
      const isMore = Number(word) >= 500 || strangers.length > 0 || marks.some((mark) => !allowed.includes(mark));
      const excess = isMore ? `${asked} for ${who}: ${word} ${marks}` : "";
      return { who, text, marks, excess };
    }),
  );
}

/** Some of many for each, another one for the next, so that all are tried many times and few for one page. */
function rotate<T>(many: T[], index: number, count: number): T[] {
  return Array.from({ length: count }, (_, each) => many[(index * count + each) % many.length] as T);
}

/** Pages that are not for an admin of another company. */
const refusedPages = () => firstRows(pages).filter(({ cells }) => ["403", "404"].includes(cells.theirs ?? ""));

const callers = () => world.callers as Record<string, Headers>;

function unnamed(there: string[]): string[] {
  const [listed, found] = [new Set([...pages, ...actions, ...endpoints].map(({ what }) => what)), new Set(there)];
  return [...[...found].filter((what) => !listed.has(what)), ...[...listed].filter((what) => !found.has(what))];
}

function firstRows(table: Row[]): Row[] {
  return table.filter(({ what }, index) => table[index - 1]?.what !== what);
}

/** In the table of the setup app they are one, and tried once for each route or action: none of them is signed in. */
function triesOf(table: Row[]): Try[] {
  const first = new Set(table === endpoints ? [] : firstRows(table));
  return table.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([, word]) => word !== ".")
      .flatMap(([who, word]) =>
        (who === "nobody" && first.has(row) ? ["nobody", "disabled", "token"] : [who]).map((each) => ({ row, who: each, expected: word })),
      ),
  );
}

async function tryAll<T extends { word: string }>(table: Row[], work: (each: Try) => Promise<T>, which: (each: Try) => boolean = () => true) {
  return inTurns(
    6,
    triesOf(table)
      .filter(which)
      .map((each) => async () => ({ row: each.row, who: each.who, ...(await work(each)) })),
  );
}

function expected(table: Row[], which: (each: Try) => boolean = () => true) {
  return tableOf(
    triesOf(table)
      .filter(which)
      .map(({ row, who, expected: word }) => ({ row, who, word })),
  );
}

function tableOf(seen: Seen[]): Record<string, Record<string, string>> {
  const table: Record<string, Record<string, string>> = {};
  for (const { row, who, word } of seen) table[`${row.what} ${row.object}`] = { ...table[`${row.what} ${row.object}`], [who]: word };
  return table;
}

function objectOf({ what, object }: Row): Record<string, string> {
  const found = (world.objects as Record<string, Record<string, string>>)[object === "-" ? "own" : object];
  if (!found) throw new Error(`${what} is asked about ${object}, which there is not`);
  return found;
}

function aimOf({ what, object }: Row, company = world): Promise<Aim> {
  const make = aims[object];
  if (!make) throw new Error(`${what} is aimed at ${object}, which there is not`);
  return make(company);
}

/** What the admin of `theirs` may change, and the like of the other company. */
async function bothAims(row: Row) {
  return { own: await aimOf(row, { ...world, ours: world.theirs }), foreign: await aimOf(row) };
}

const ofAdmins = () => actions.filter(({ cells }) => cells.admin === "done" && cells.theirs === "404");
const idsOf = ({ what }: Row) => forms[what]?.names.filter((name) => /Id$/.test(name)) ?? [];

function pagePath({ what }: Row, aim: Aim): string {
  return pathOf(builtActions()[what]?.route ?? "", { ...world.objects.missing, ...aim });
}

function press(row: Row, aim: Aim, who: string) {
  return call(row.what, pagePath(row, aim), fill(row.what, aim), callers()[who]);
}

/** What was counted and sent meanwhile, when a session was last seen and until when a webhook is busy, is nobody's doing. */
async function everythingOf(aimed: Iterable<Aim>, companies = [world.ours, world.theirs]): Promise<string[]> {
  const ids = [...aimed].flatMap((aim) => Object.entries(aim).flatMap(([name, value]) => (/Id$/.test(name) ? [value] : [])));
  const rows = await rowsOf([...companies.flatMap(({ mark, tenant }) => [mark, tenant.id]), ...ids]);
  const done = rows.filter((row) => !/^(rate_limit|refused_request|usage_day|webhook_delivery) /.test(row));
  return done.map((row) => row.replace(/^(session \([^"]*"[^"]*",)"[^"]*"/, "$1").replace(/^(webhook \(.*),[^,]*\)$/, "$1"));
}

/** Those of a run before count too: a cache may have kept them. */
function marksIn(text: string): string[] {
  return [...new Set(text.match(/canary[a-p]{16}[a-j]?/g))];
}

/** What somebody of a company, or nobody, was shown of another. */
function strangersIn(text: string, who: string): string[] {
  if (who === "cs" || who === "platform") return [];
  const own = who === "theirs" ? world.theirs.mark : ["member", "admin"].includes(who) ? world.ours.mark : "nothing";
  return marksIn(text).filter((mark) => !mark.startsWith(own));
}

function answerOf({ word, text, headers }: Awaited<ReturnType<typeof get>>, who: string) {
  const { "content-security-policy": policy = "", location = "", "cache-control": caching = "" } = headers;
  return { word, location, caching, policy: String(policy).replace(/'nonce-[^']+'/g, ""), strangers: strangersIn(text, who) };
}

async function everyFile(folder: string): Promise<[string, string][]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Promise.all(files.map(async ({ parentPath, name }) => [join(parentPath, name), await readFile(join(parentPath, name), "latin1")]));
}
