import "server-only";
import { headers } from "next/headers";
import type { Origin } from "#lib/access/actor";

/** Where this request came from, as the server of app/_server/main.ts saw it. */
export async function requestOrigin(): Promise<Origin & { userAgent: string | null }> {
  const sent = await headers();
  return {
    ipAddress: sent.get("x-gatehouse-address") || null,
    requestId: sent.get("x-gatehouse-request"),
    userAgent: sent.get("user-agent")?.slice(0, 300) ?? null,
  };
}

/** The path and query of the page that was asked for. */
export async function requestPath(): Promise<string> {
  return (await headers()).get("x-gatehouse-path") ?? "/";
}
