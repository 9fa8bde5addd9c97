import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const folders = ["app/", "components/", "e2e/world/", "lib/", "prisma/", "scripts/", "token-service/", "worker/"];

export default defineConfig({
  resolve: { alias: { "server-only": "next/dist/compiled/server-only/empty" } },
  test: {
    include: ["*.test.ts", ...folders.flatMap((folder) => [`${folder}**/*.test.ts`, `${folder}**/*.test.tsx`])],
    pool: "forks",
    // Files share what is loaded, Prisma above all: a third of the time. Each test makes its own tenant, so nothing else is shared.
    isolate: false,
    maxWorkers: Math.min(4, availableParallelism()),
    globalSetup: "scripts/vitest-databases.ts",
    setupFiles: "scripts/vitest-settings.ts",
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
