import { once } from "node:events";
import { test as base } from "@playwright/test";
import { findFreePort } from "../scripts/bootstrap/ports.mjs";
import { logFile, openLog, spawnNode } from "../scripts/bootstrap/run-node.mjs";
import { settingsOf } from "../scripts/bootstrap/settings.mjs";
import { anOpenidProvider } from "./an-openid-provider.ts";

export type WithOpenid = { setupAppUrl: string; issuer: string; provider: Awaited<ReturnType<typeof anOpenidProvider>> };

/** A setup app of its own on the same database, with a provider to sign in by; pages are opened there. */
export const test = base.extend<object, { openid: WithOpenid }>({
  openid: [
    async ({ browserName: _ }, use) => {
      const [port, providerPort] = [await findFreePort(), await findFreePort()];
      const setupAppUrl = `http://localhost:${port}`;
      const client = { clientId: "gatehouse", clientSecret: "a secret between the two", redirectUri: `${setupAppUrl}/api/auth/callback/openid` };
      const provider = await anOpenidProvider(providerPort, client);
      const log = openLog(logFile("test-setup-app-with-openid"));
      const setupApp = spawnNode(["--import", "tsx", "app/_server/main.ts"], {
        env: {
          ...settingsOf("APP_DATABASE_URL", process.env),
          SETUP_APP_PORT: String(port),
          SETUP_APP_URL: setupAppUrl,
          OPENID_ISSUER: provider.issuer,
          OPENID_CLIENT_ID: client.clientId,
          OPENID_CLIENT_SECRET: client.clientSecret,
        },
        output: [log, log],
      });
      await once(setupApp.child, "message");
      await use({ setupAppUrl, issuer: provider.issuer, provider });
      await setupApp.stop();
      await provider.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ openid }, use) => use(openid.setupAppUrl),
});
