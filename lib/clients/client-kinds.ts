import type { Client } from "#prisma/generated/client";

/** What people call the application, and the settings that it begins with. */
export const clientKinds = {
  server: { type: "confidential", grants: ["authorization_code", "refresh_token"] },
  browser: { type: "public", grants: ["authorization_code", "refresh_token"] },
  device: { type: "public", grants: ["device_code", "refresh_token"] },
  job: { type: "confidential", grants: ["client_credentials"] },
} as const satisfies Record<string, { type: Client["type"]; grants: readonly Client["grants"][number][] }>;

export type ClientKind = keyof typeof clientKinds;
