import type { TestProject } from "vitest/node";
import { openTestServer } from "./bootstrap/test-server.mjs";
import { type DatabaseSettings, makeTestDatabases } from "./test-databases";

declare module "vitest" {
  interface ProvidedContext {
    databases: DatabaseSettings[];
    secrets: { SESSION_SECRET: string; ENCRYPTION_KEY: string };
  }
}

/** One database per worker, on the server of `npm test` or, when Vitest is run alone, on one of its own. */
export default async function setUp(project: TestProject) {
  const isAlone = !process.env.SUPERUSER_DATABASE_URL;
  const { settings, stop } = isAlone ? await openTestServer() : { settings: process.env, stop: null };
  try {
    const databases = await makeTestDatabases(settings.DATABASE_URL ?? "", settings.SUPERUSER_DATABASE_URL);
    const copies = [];
    for (let worker = 1; worker <= Number(project.config.maxWorkers); worker++) copies.push(await databases.copyTo(String(worker)));
    project.provide("databases", copies);
    project.provide("secrets", { SESSION_SECRET: settings.SESSION_SECRET ?? "", ENCRYPTION_KEY: settings.ENCRYPTION_KEY ?? "" });
    return async () => {
      await databases.drop();
      await stop?.();
    };
  } catch (error) {
    await stop?.();
    throw error;
  }
}
