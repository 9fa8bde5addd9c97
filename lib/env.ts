import { z } from "zod";

const secret = z.string().refine((value) => Buffer.from(value, "base64url").length >= 32, {
  error: "must be at least 32 random bytes, base64url",
});
// The provider says who people are: nobody in between may.
const issuer = z.url().refine((value) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${value}/`), { error: "must be https" });
const port = z.coerce.number().int().min(1).max(65_535);
const tenantHost = z.string().regex(/^[a-z\d-]*\{tenant\}[a-z\d-]*(\.[a-z\d-]+)+(:\d{1,5})?$/, {
  error: "must be a host name with {tenant} in its first label, such as {tenant}-api.example.com",
});
const optional = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === "" ? undefined : value), type.optional());
// A mistyped number must not empty a table.
const days = (least: number) => optional(z.coerce.number().int().min(least).max(36_500));
const keptFor = (otherwise: number, { least }: { least: number }) => days(least).transform((given) => given ?? otherwise);

const schema = z
  .object({
    DATABASE_URL: optional(z.string()),
    APP_DATABASE_URL: optional(z.string()),
    TOKEN_SERVICE_DATABASE_URL: optional(z.string()),
    WORKER_DATABASE_URL: optional(z.string()),
    SETUP_APP_PORT: port.default(3000),
    TOKEN_SERVICE_PORT: port.default(4000),
    SETUP_APP_URL: optional(z.url()),
    TOKEN_SERVICE_URL: optional(z.url()),
    TENANT_HOST: optional(tenantHost),
    SESSION_SECRET: secret,
    ENCRYPTION_KEY: secret,
    TRUSTED_PROXY_COUNT: z.coerce.number().int().min(0).max(9).default(0),
    SMTP_URL: optional(z.url()),
    MAIL_FROM: optional(z.string()),
    OPENID_ISSUER: optional(issuer),
    OPENID_CLIENT_ID: optional(z.string()),
    OPENID_CLIENT_SECRET: optional(z.string()),
    AUDIT_RETENTION_DAYS: days(365),
    USAGE_RETENTION_DAYS: keptFor(400, { least: 31 }),
    REQUEST_RETENTION_DAYS: keptFor(400, { least: 31 }),
    HAND_OVER_RETENTION_DAYS: keptFor(400, { least: 31 }),
    BULK_JOB_RETENTION_DAYS: keptFor(400, { least: 7 }),
    NOTIFICATION_RETENTION_DAYS: keptFor(180, { least: 7 }),
    WEBHOOK_MESSAGE_RETENTION_DAYS: keptFor(30, { least: 1 }),
    REFUSED_REQUEST_RETENTION_DAYS: keptFor(30, { least: 1 }),
    SESSION_RETENTION_DAYS: keptFor(7, { least: 1 }),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  })
  .transform((env) => ({
    ...env,
    SETUP_APP_URL: new URL(env.SETUP_APP_URL ?? `http://localhost:${env.SETUP_APP_PORT}`).origin,
    TOKEN_SERVICE_URL: new URL(env.TOKEN_SERVICE_URL ?? `http://localhost:${env.TOKEN_SERVICE_PORT}`).origin,
    APP_DATABASE_URL: env.APP_DATABASE_URL ?? env.DATABASE_URL,
    TOKEN_SERVICE_DATABASE_URL: env.TOKEN_SERVICE_DATABASE_URL ?? env.DATABASE_URL,
    WORKER_DATABASE_URL: env.WORKER_DATABASE_URL ?? env.DATABASE_URL,
  }));

export type Env = z.infer<typeof schema>;

/** @throws Error whose message names every setting that is wrong, never its value. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`These settings are missing or wrong: ${problems.join("; ")}. See .env.example.`);
}

let current: Env | undefined;

/** Read at first use, so that a build needs no settings. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

/** Where a process listens: what is called localhost is for this machine alone, whatever network it is on. */
export function listenHost(publicUrl: string): string | undefined {
  return new URL(publicUrl).hostname === "localhost" ? "127.0.0.1" : undefined;
}
