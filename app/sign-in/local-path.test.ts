import { describe, expect, it } from "vitest";
import { localPath } from "./local-path.ts";

const elsewhere = [
  ...["//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", " //evil.example"],
  ...["https://evil.example", "HTTPS://evil.example", "https:evil.example", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"],
  ...["http://gatehouse.invalid@evil.example", "//gatehouse.invalid", "/..//evil.example", "/.//evil.example", "", "clients", "?next=/", "#x"],
  ...["/\u0000/evil.example", "//evil.example/%2e%2e", "/%09//evil.example/../..//evil.example", undefined, null],
];

describe("localPath", () => {
  it.each(elsewhere)("RU-07 goes to the start page instead of %j", (next) => {
    expect(new URL(localPath(next), "http://localhost:3000").origin).toBe("http://localhost:3000");
    expect(localPath(next)).not.toContain("evil.example/..");
    expect(localPath(next).startsWith("//")).toBe(false);
  });

  it("goes on to a page of this app, with its query", () => {
    expect(localPath("/clients?state=deleted")).toBe("/clients?state=deleted");
  });
});
