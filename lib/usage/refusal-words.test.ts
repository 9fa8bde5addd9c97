import { describe, expect, it } from "vitest";
import { refusalReasons } from "#lib/usage/refusal-reasons";
import { refusalWords } from "#lib/usage/refusal-words";

const places = [null, "state", "overview", "grants", "redirect-uris", "scopes", "type", "secrets"];
const client = { redirectUris: ["https://app.example/cb"] };

describe("R62 the words of a refusal", () => {
  it.each(refusalReasons)("%s: a title, sentences that end, and a place, whatever is known of it", (reason) => {
    for (const value of ["", "https://other.example/cb", "client_secret_basic", "refresh_token", "positions.write"]) {
      const { title, why, place } = refusalWords(reason, { value, client });
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(why).toMatch(/^[A-Z“].*[.?]$/);
      expect(why).not.toMatch(/undefined|\[object/);
      expect(places).toContain(place);
    }
  });

  it("no two reasons are told alike", () => {
    const titles = refusalReasons.map((reason) => refusalWords(reason, { value: "", client }).title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
