import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

type Import = { from: string; isType: boolean };
type Source = { path: string; text: string; imports: Import[] };

const FOLDERS = ["app", "components", "e2e", "lib", "scripts", "token-service", "worker"];
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => readSource(`${folder}/${path}`)),
);
const product = sources.filter(({ path }) => !/\.(test|spec)\.tsx?$|^token-service\/test-[a-z-]+\.ts$/.test(path));
const inFolder = (folder: string) => product.filter(({ path }) => path.startsWith(`${folder}/`));

/** Each may import of its own line and of those above it. ARCHITECTURE.md draws the same table. */
const LAYERS = [
  ["client-address", "csv", "endpoints", "env", "errors", "log", "page", "random", "seal", "text"],
  ["db"],
  ["access"],
  ["audit"],
  ["mail", "notifications"],
  ["members", "scopes", "tenants", "webhooks"],
  ["clients", "secrets"],
  ["installations"],
  ["consents", "enablements", "hand-overs", "usage"],
  ["bulk-jobs"],
  ["api-token-migrations"],
  ["home", "integrations"],
];

describe("the direction of imports", () => {
  it("is read from a plausible number of files, and every import of ours leads to one", () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(inFolder("lib").length).toBeGreaterThan(50);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(700);
    const paths = new Set(sources.map(({ path }) => path));
    const lost = product.flatMap(({ path, imports }) =>
      imports.filter(({ from }) => from.startsWith("lib/") && !paths.has(from)).map(({ from }) => `${path} -> ${from}`),
    );
    expect(lost).toEqual([]);
  });

  it("lib knows no framework: neither next nor react nor oidc-provider, and nothing of app, components or the processes", () => {
    const allowed = /^(lib\/|prisma\/generated\/|node:|zod$|pg$|pino$|@node-rs\/argon2$|@prisma\/|rate-limiter-flexible$)/;
    expect(offences(inFolder("lib"), ({ from }) => !allowed.test(from))).toEqual([]);
  });

  it("runs downward through lib", () => {
    const layerOf = (path: string) => LAYERS.findIndex((layer) => layer.includes(path.split("/")[1]?.replace(/\.ts$/, "") ?? ""));
    const unplaced = inFolder("lib").filter(({ path }) => layerOf(path) === -1);
    expect(unplaced.map(({ path }) => path)).toEqual([]);
    for (const source of inFolder("lib")) {
      expect(offences([source], ({ from }) => from.startsWith("lib/") && layerOf(from) > layerOf(source.path))).toEqual([]);
    }
  });

  it("components, and what else runs in a browser, reach no verb, no database and no setting", () => {
    const inBrowser = [...inFolder("components"), ...inFolder("app").filter(({ text }) => text.startsWith('"use client"'))];
    expect(inBrowser.length).toBeGreaterThan(30);
    const reached = inBrowser.flatMap(({ path }) => [...reachedFrom(path)].filter(isServerOnly).map((end) => `${path} -> ${end}`));
    expect(reached).toEqual([]);
    expect(isServerOnly("lib/db/as-scope.ts") && [...reachedFrom("lib/clients/rename-client.ts")].some(isServerOnly)).toBe(true);
  });

  it("app asks verbs: it holds no SQL and opens the database only to say whether it is there", () => {
    const opens = offences(inFolder("app"), ({ from, isType }) => !isType && /^(pg$|@prisma\/|prisma\/|lib\/db\/)/.test(from));
    expect(opens).toEqual(["app/api/ready/route.ts -> lib/db/as-scope.ts"]);
  });

  it("the three processes do not import each other, nor tests and worlds", () => {
    for (const [folder, foreign] of [
      ["app", /^(token-service|worker|scripts|e2e)\//],
      ["components", /^(app|token-service|worker|scripts|e2e)\//],
      ["token-service", /^(app|components|worker|scripts|e2e)\//],
      ["worker", /^(app|components|token-service|scripts|e2e)\//],
    ] as const) {
      expect(offences(inFolder(folder), ({ from }) => foreign.test(from))).toEqual([]);
    }
  });
});

describe("habits", () => {
  it("only lib/env.ts reads the environment, beside scripts, tests, two that tell a library what it reads nowhere else, and what writes code to copy", () => {
    const readers = [...inFolder("app"), ...inFolder("components"), ...inFolder("lib"), ...inFolder("token-service"), ...inFolder("worker")];
    expect(
      readers
        .filter(({ text }) => text.includes("process.env"))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["app/_server/openid.ts", "lib/clients/snippets/node.ts", "lib/env.ts", "worker/main.ts"]);
  });

  it("a file name is in kebab-case, but for the names that Next gives", () => {
    const odd = sources.flatMap(({ path }) =>
      path.split("/").filter((part) => !/^([a-z0-9]+(-[a-z0-9]+)*(\.(test|spec))?(\.(ts|tsx|mjs))?|\[\w+\]|\[\.\.\.\w+\]|\(\w+\)|_\w+)$/.test(part)),
    );
    expect(odd).toEqual([]);
  });

  it("no folder is a drawer for everything", () => {
    const drawers = /(^|\/)(services|repositories|utils|helpers|types|common|shared|index\.tsx?)(\/|$)/;
    expect(sources.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([]);
  });

  it("SE-01 secrets and ids are random by node:crypto alone", () => {
    expect(product.filter(({ path, text }) => !path.startsWith("components/") && text.includes("Math.random")).map(({ path }) => path)).toEqual([]);
  });

  it("IN-04 no SQL is put together from text", () => {
    const unsafe = /\$(queryRaw|executeRaw)Unsafe|Prisma\.raw\(/;
    expect([...inFolder("lib"), ...inFolder("app"), ...inFolder("worker")].filter(({ text }) => unsafe.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

function readSource(path: string): Source {
  const text = readFileSync(join(import.meta.dirname, path), "utf8");
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm);
  const imports = Array.from(statements, ([, type, named, bare, dynamic]) => ({
    from: resolve(path, named ?? bare ?? dynamic ?? ""),
    isType: type !== undefined,
  }));
  return { path, text, imports };
}

/** The file of ours that an import leads to, or the name of the package. */
function resolve(importer: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1).replace(/^world\//, "e2e/world/") + (specifier.startsWith("#components/") ? ".tsx" : ".ts");
  if (!specifier.startsWith(".")) return specifier;
  return normalize(join(dirname(importer), specifier));
}

function offences(files: Source[], isOffence: (imported: Import) => boolean): string[] {
  return files.flatMap(({ path, imports }) => imports.filter(isOffence).map(({ from }) => `${path} -> ${from}`));
}

/** Everything that is loaded with a file; types are not. */
function reachedFrom(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { from, isType } of sources.find((source) => source.path === path)?.imports ?? []) {
    // A server action is a door of its own: only its address reaches the browser.
    if (!isType && !/\/actions\.ts$/.test(from)) reachedFrom(from, seen);
  }
  return seen;
}

function isServerOnly(path: string): boolean {
  return /^(lib\/(db|mail)\/|lib\/env\.ts|prisma\/|node:|pg$|pino$|@prisma\/|@node-rs\/)/.test(path);
}
