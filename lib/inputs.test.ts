import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

// Every form of lib, found by itself: a new one is attacked from its first day.
const modules = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("schemas.ts"));
const inputs = (
  await Promise.all(
    modules.map(async (module) => {
      const exported: Record<string, unknown> = await import(/* @vite-ignore */ `${import.meta.dirname}/${module}`);
      return Object.entries(exported).flatMap(([name, schema]) => (schema instanceof z.ZodObject ? [{ name, schema }] : []));
    }),
  )
).flat();

const aUuid = "01a1fc0b-814a-7618-a17a-156a1a74fae8";
const good: Record<string, string | string[]> = {
  name: "Research sync",
  generatedName: "Quiet Heron",
  environment: "sandbox",
  kind: "job",
  type: "confidential",
  grants: ["client_credentials"],
  actsAs: "user",
  consentsByItself: "on",
  accessTokenFormat: "jwt",
  mayIntrospect: "on",
  acceptsImpact: "on",
  scopes: ["research.read"],
  redirectUris: ["https://app.example.com/cb"],
  maker: "Meridian Systems",
  homePageUri: "https://meridian.example",
  logoUri: "https://meridian.example/logo.svg",
  contact: "ana@example.com",
  notes: "Two lines\nof notes",
  mayActForUsers: "on",
  authMethod: "client_secret_basic",
  idempotencyKey: aUuid,
  clientId: "gh_0123456789ABCDEFG",
  version: "1",
  typedName: "Research sync",
  secretId: aUuid,
  sessionId: aUuid,
  personId: aUuid,
  tenantId: aUuid,
  expiresInDays: "30",
  graceSeconds: "0",
  email: "ana@example.com",
  adminEmail: "ana@example.com",
  adminName: "Ana Silva",
  teamName: "Research",
  role: "member",
  token: "x".repeat(43),
  invitation: "x".repeat(43),
  password: "a long enough password",
  currentPassword: "a long enough password",
  next: "/clients",
  interaction: "x".repeat(43),
  verb: "enable",
  selection: "list",
  tenants: "northwind-a1",
  search: "northwind",
  jobId: aUuid,
  answer: "approve",
  userCode: "BCDF-GHJK",
  consentId: aUuid,
  reason: "For the reports",
  scopeName: "research.read",
  title: "Read research",
  description: "Read research notes.",
  risk: "low",
  address: "https://token.example/oauth/authorization?client_id=x",
  requestId: aUuid,
  deliveryId: aUuid,
  url: "https://hooks.example/gatehouse",
  notificationId: aUuid,
  word: "Not before the review",
  firstSecret: "hand_over",
  secretName: "Production server",
  note: "Noor at Meridian",
  lifetimeHours: "24",
  passphrase: "otters read by candlelight",
  othersEndAfter: "0",
  handOverId: aUuid,
  mark: "1794000000000.1",
  submittedAt: "2026-11-21T08:00:00.000Z",
};

const operators = [
  { contains: "" },
  { startsWith: "" },
  { not: null },
  { in: [aUuid] },
  { OR: [{}] },
  { path: ["a"], equals: 1 },
  { equals: aUuid },
  { connect: { id: aUuid } },
  { create: {} },
];
/** What JSON can hold where a text is expected. */
const notText = [null, true, false, 0, -0, 1, 1.5, Number.POSITIVE_INFINITY, -1, [], [aUuid], ["1"], {}, ...operators, [[]], new Date(0)];

const isList = (field: string) => Array.isArray(good[field]);
// A list of wrong texts is refused, or told one by one with what is wrong (R33).
const isListOfTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string");

const validFor = (schema: z.ZodObject) => Object.fromEntries(Object.keys(schema.shape).map((field) => [field, good[field]]));
const fields = inputs.flatMap(({ name, schema }) => Object.keys(schema.shape).map((field) => ({ name, field, schema })));

describe("every form", () => {
  it("is found, and accepts what a browser sends", () => {
    expect(inputs.length).toBeGreaterThan(15);
    for (const { name, schema } of inputs) expect([name, schema.safeParse(validFor(schema)).success]).toEqual([name, true]);
  });

  it.each(fields)("IN-01 $name takes $field as text alone: no number, list, object or database operator", ({ schema, field }) => {
    for (const value of notText) {
      if (isList(field) && isListOfTexts(value)) continue;
      expect([value, schema.safeParse({ ...validFor(schema), [field]: value }).success]).toEqual([value, false]);
    }
  });

  it.each(fields)("IN-03 $name refuses $field with a NUL, a lone surrogate, a megabyte, or a hundred thousand elements", ({ schema, field }) => {
    const free = ["password", "currentPassword", "passphrase", "next", "typedName", "generatedName", "redirectUris"];
    const hostile: unknown[] = ["x".repeat(1_000_000), Array(100_000).fill("x"), deep(10_000)];
    // Those that are only compared, hashed, or checked against this host elsewhere may hold anything short.
    if (!free.includes(field)) hostile.push("\0", `${good[field]}\0`, "\ud800", `${good[field]}\udfff`);
    for (const each of hostile) {
      const value = isList(field) && typeof each === "string" ? [each] : each;
      if (field === "next" && typeof value === "string") continue;
      expect(schema.safeParse({ ...validFor(schema), [field]: value }).success).toBe(false);
    }
  });

  it.each(inputs)("IN-01 AZ-06 $name drops every field that it does not name", ({ schema }) => {
    const greedy = {
      role: "platform_admin",
      tenantId: aUuid,
      ownerId: aUuid,
      digest: "x",
      firstParty: true,
      consentsByItself: true,
      createdAt: "x",
      OR: [{}],
      tenant: {},
    };
    const parsed = schema.parse({ ...greedy, ...validFor(schema) });
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining(Object.keys(parsed)));
  });

  it.each(inputs)("IN-05 $name is not fooled by __proto__, constructor or prototype", ({ schema }) => {
    const polluted = JSON.parse(`{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}}, "prototype": {"isAdmin": true}}`);
    const parsed: unknown = schema.parse(Object.assign(polluted, validFor(schema)));
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect({ ...(parsed as object) }).not.toHaveProperty("isAdmin");
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  it.each(inputs)("IN-02 $name without any one field is refused, or reads as that field's default", ({ schema }) => {
    for (const field of Object.keys(schema.shape)) {
      const { [field]: _, ...rest } = validFor(schema);
      const parsed = schema.safeParse(rest);
      const type = schema.shape[field] as z.ZodType;
      expect([field, parsed.success]).toEqual([field, type.safeParse(undefined).success]);
    }
  });

  it.each(inputs)("IN-01 $name itself is no text, list or nothing", ({ schema }) => {
    for (const value of [undefined, null, "", "x", 0, true, [], [validFor(schema)]]) expect(schema.safeParse(value).success).toBe(false);
  });
});

function deep(levels: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < levels; level++) value = { value };
  return value;
}
