import { PrismaPg } from "@prisma/adapter-pg";
import { isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { env } from "#lib/env";
import { DomainError } from "#lib/errors";
import { Prisma, PrismaClient } from "#prisma/generated/client";

/** Whose eyes a transaction sees with: one database role each, for a tenant its rows only, for who holds a hand-over link the one client of it. */
export type DbScope = { role: "auth" } | { role: "staff" } | { role: "tenant"; tenantId: string } | { role: "partner"; linkDigest: Uint8Array };

// The columns that the role of a scope may not read; without `omit`, every read and RETURNING would name them.
const omit = {
  person: { passwordHash: true },
  oneTimeLink: { tokenDigest: true },
  clientSecret: { digest: true },
  handOver: { tokenDigest: true, passphraseHash: true, pressKey: true },
  oidcArtifact: { idDigest: true, payload: true, lookup: true, successor: true },
  webhook: { encryptedSecret: true },
} satisfies Prisma.GlobalOmitConfig;

function connect(connectionString: string) {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString, max: 20, application_name: "gatehouse" }),
    omit,
    transactionOptions: { maxWait: 10_000 },
  });
}

type Database = ReturnType<typeof connect>;
export type Tx = Parameters<Parameters<Database["$transaction"]>[0]>[0];

// Next evaluates a module once for pages and once for actions; a process needs one pool.
const shared = globalThis as { gatehouseDatabase?: Database };

function database(): Database {
  const url = env().APP_DATABASE_URL ?? "";
  shared.gatehouseDatabase ??= connect(url);
  return shared.gatehouseDatabase;
}

/**
 * The one door to the database: a transaction whose first statement takes the scope's role and tenant.
 * The login role itself may read nothing, so a query outside a scope is refused by PostgreSQL.
 * @throws DomainError `conflict` when the database is too busy to begin.
 */
export async function asScope<T>(scope: DbScope, work: (tx: Tx) => Promise<T>, { mostSeconds = 15 }: { mostSeconds?: number } = {}): Promise<T> {
  const tenantId = scope.role === "tenant" ? scope.tenantId : "";
  const link = scope.role === "partner" ? Buffer.from(scope.linkDigest).toString("hex") : "";
  try {
    return await database().$transaction(
      async (tx) => {
        await tx.$executeRaw`
          select set_config('role', ${`gh_${scope.role}`}, true), set_config('gatehouse.tenant', ${tenantId}, true), set_config('gatehouse.link', ${link}, true)`;
        return work(tx);
      },
      { timeout: mostSeconds * 1000 },
    );
  } catch (error) {
    if (isBusy(error)) throw new DomainError("conflict", "Gatehouse is busy right now. Nothing was changed; try again in a moment.");
    if (isGone(error)) throw new DomainError("conflict", "Something that this needs was deleted in this moment. Nothing was changed; load the page again.");
    throw error;
  }
}

// P2028: no transaction in time. P2034: deadlock or write conflict.
function isBusy(error: unknown): boolean {
  return isKnown(error, ["P2028", "P2034"], "TransactionWriteConflict");
}

// P2003: a foreign key. Whoever made the row that it names has deleted it since it was looked at.
function isGone(error: unknown): boolean {
  return isKnown(error, ["P2003"], "ForeignKeyConstraintViolation");
}

/** Of SQL of our own, such as that of every lock, Prisma says P2010 whatever it was, and the driver says its kind. */
function isKnown(error: unknown, codes: string[], kind: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { driverAdapterError } = error.meta ?? {};
  return codes.includes(error.code) || (isDriverAdapterError(driverAdapterError) && driverAdapterError.cause.kind === kind);
}

/** For the end of a process. */
export async function closeDatabase(): Promise<void> {
  await shared.gatehouseDatabase?.$disconnect();
  shared.gatehouseDatabase = undefined;
}
