import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { refusalOf } from "./refuse-request.ts";

const app = "http://localhost:3000";

function statusOf(method: string, url: string, headers: Record<string, string> = {}) {
  return refusalOf({ method, url, headers } as unknown as IncomingMessage, app)?.status ?? null;
}

describe("refusalOf", () => {
  it("IN-03 refuses what is no address", () => {
    for (const url of ["*", "http://[", "", "/clients/%ff", "/people/%E0%A4%A", "/link/a%ED%A0%80"]) expect([url, statusOf("GET", url)]).toEqual([url, 400]);
    expect(statusOf("GET", "/clients/%C3%A9?state=%ff")).toBeNull();
  });

  it("AZ-15 refuses an address with dots to resolve, which would be another one to Next", () => {
    for (const url of ["/sign-in/../_global-error", "/./_global-error", "/sign-in/%2e%2E/clients", "/clients/..", "/..%2fclients", "/x/..\\clients", "/.."]) {
      expect([url, statusOf("GET", url)]).toEqual([url, 400]);
    }
    for (const url of ["/_next/static/chunks/a..b.js", "/clients/...", "/.well-known/x", "/?next=/../x"])
      expect([url, statusOf("GET", url)]).toEqual([url, null]);
    expect(statusOf("GET", "/_global-error")).toBe(404);
  });

  it("OH-09 answers reading and forms, and no other method", () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]) expect(statusOf(method, "/")).toBe(405);
    expect(statusOf("HEAD", "/")).toBeNull();
  });

  it("IN-10 takes 64 KiB, and a megabyte only where lists of tenants are pasted", () => {
    const long = (bytes: number) => ({ "content-length": `${bytes}`, "content-type": "multipart/form-data; boundary=x", origin: app });
    for (const url of ["/clients/new", "/clients/gh_1/settings", "/sign-in?x=/clients/gh_1/migration", "/clients/gh_1/migration/x"]) {
      expect([statusOf("POST", url, long(65_536)), statusOf("POST", url, long(65_537))]).toEqual([null, 413]);
    }
    for (const url of ["/clients/gh_1/bulk/new", "/clients/gh_1/bulk/new?verb=disable", "/clients/gh_1/migration"]) {
      expect([statusOf("POST", url, long(1_000_000)), statusOf("POST", url, long(1_000_001))]).toEqual([null, 413]);
    }
  });

  it("SS-09 takes forms from its own pages alone", () => {
    const whole = { "content-length": "3", "content-type": "multipart/form-data; boundary=x" };
    expect(statusOf("POST", "/", { ...whole, origin: app })).toBeNull();
    for (const origin of ["https://evil.example", "null", `${app}.evil.example`]) expect(statusOf("POST", "/", { ...whole, origin })).toBe(403);
    expect(statusOf("POST", "/", whole)).toBe(403);
    expect(statusOf("POST", "/", { ...whole, origin: app, "next-action": "7f", "content-type": "text/plain" })).toBe(400);
  });
});
