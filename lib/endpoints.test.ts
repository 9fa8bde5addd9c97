import { expect, it, onTestFinished, vi } from "vitest";

/** The addresses, read by a process with these settings. */
async function endpointsWith(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });
  return (await import("#lib/endpoints")).endpoints;
}

const acme = { slug: "acme-x1" };

it("R48 a tenant's client has the addresses of the tenant's host, where one is configured, and a partner's those of everybody", async () => {
  const endpoints = await endpointsWith({ TOKEN_SERVICE_URL: "https://auth.example.com", TENANT_HOST: "{tenant}-api.example.com" });
  expect(endpoints(acme)).toMatchObject({ issuer: "https://acme-x1-api.example.com", token: "https://acme-x1-api.example.com/v1/oauth/token" });
  for (const owner of [null, undefined]) expect(endpoints(owner).token).toBe("https://auth.example.com/v1/oauth/token");
});

it("R48 the port is that of everybody's, unless the setting has another", async () => {
  const local = { TOKEN_SERVICE_URL: "http://localhost:4000" };
  expect((await endpointsWith({ ...local, TENANT_HOST: "{tenant}-api.localhost" }))(acme).issuer).toBe("http://acme-x1-api.localhost:4000");
  expect((await endpointsWith({ ...local, TENANT_HOST: "{tenant}-api.localhost:4100" }))(acme).issuer).toBe("http://acme-x1-api.localhost:4100");
});

it("R48 without the setting everybody has the same addresses", async () => {
  const endpoints = await endpointsWith({ TOKEN_SERVICE_URL: "https://auth.example.com", TENANT_HOST: "" });
  expect(endpoints(acme)).toEqual(endpoints());
});
