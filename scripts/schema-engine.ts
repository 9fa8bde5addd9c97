import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** Lends Prisma's own schema engine, as WebAssembly: the `prisma migrate` commands would download a native one. */
export async function withSchemaEngine<T>(databaseUrl: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await instantiate();
  const adapters = new Set<SqlDriverAdapter>();
  const failures: unknown[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(databaseUrl, adapters, failures));
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await use(engine);
  } catch (error) {
    // The engine reports a failed script as "external error", without what PostgreSQL said.
    throw failures.at(-1) ?? error;
  } finally {
    engine.free();
    for (const adapter of adapters) await adapter.dispose();
  }
}

let isInstantiated = false;

async function instantiate() {
  if (isInstantiated) return;
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: failWithPanic } });
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": { ...bindings },
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  isInstantiated = true;
}

function failWithPanic(message: string) {
  throw new Error(message);
}

function adapterFactory(databaseUrl: string, adapters: Set<SqlDriverAdapter>, failures: unknown[]): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => remember(adapters, await connect(databaseUrl, failures)),
    connectToShadowDb: async () => remember(adapters, await connectToShadow(databaseUrl, failures)),
  };
}

async function connect(databaseUrl: string, failures: unknown[]): Promise<SqlDriverAdapter> {
  // One connection: the engine takes an advisory lock, which belongs to a session.
  const adapter = await new PrismaPg({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 }).connect();
  const pool = adapter.underlyingDriver();
  // The adapter's own version cuts the script at every semicolon, those inside functions and strings too.
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error) => {
      failures.push(error);
      throw error;
    });
  };
  teachLetterColumns(adapter, pool);
  return adapter;
}

// The adapter refuses the type "char", in which PostgreSQL's catalogue keeps one-letter codes that the engine reads.
function teachLetterColumns(adapter: SqlDriverAdapter, pool: pg.Pool) {
  const { CHAR, TEXT } = pg.types.builtins;
  const letterColumns = new Set<string>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  pool.query = (async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== CHAR) continue;
      letterColumns.add(field.name);
      field.dataTypeID = TEXT;
    }
    return result;
  }) as typeof pool.query;

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql);
    const columnTypes = result.columnTypes.map((type, index) => (letterColumns.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
}

async function connectToShadow(databaseUrl: string, failures: unknown[]): Promise<SqlDriverAdapter> {
  const url = new URL(databaseUrl);
  const name = `gatehouse_shadow_${randomUUID()}`;
  url.pathname = `/${name}`;
  await execute(databaseUrl, `CREATE DATABASE "${name}"`);
  const adapter = await connect(url.href, failures);
  const disconnect = adapter.dispose.bind(adapter);
  let isDropped = false;
  adapter.dispose = async () => {
    if (isDropped) return;
    isDropped = true;
    await disconnect();
    await execute(databaseUrl, `DROP DATABASE "${name}"`);
  };
  return adapter;
}

async function execute(databaseUrl: string, statement: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function remember(adapters: Set<SqlDriverAdapter>, adapter: SqlDriverAdapter) {
  adapters.add(adapter);
  return adapter;
}
