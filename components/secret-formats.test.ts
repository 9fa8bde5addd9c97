import { expect, test } from "vitest";
import { envFileName, formatSecret } from "#components/secret-formats";

const parts = { secret: "gh_secret_x_c41a", clientId: "gh_1", tokenEndpoint: "https://id.example/v1/oauth/token" };

test("writes a .env block that dotenv and a shell both read", () => {
  expect(formatSecret("env", parts)).toBe(
    "OAUTH_CLIENT_ID=gh_1\nOAUTH_CLIENT_SECRET=gh_secret_x_c41a\nOAUTH_TOKEN_ENDPOINT=https://id.example/v1/oauth/token\n",
  );
});

test("writes JSON in the spelling of the RFC", () => {
  expect(JSON.parse(formatSecret("json", parts))).toEqual({ client_id: "gh_1", client_secret: "gh_secret_x_c41a", token_endpoint: parts.tokenEndpoint });
});

test("names the file after the client, and never after nothing", () => {
  expect(envFileName("Research sync (é)")).toBe("research-sync-e.env");
  expect(envFileName("研究")).toBe("client.env");
});
