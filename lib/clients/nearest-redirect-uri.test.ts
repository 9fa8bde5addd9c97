import fc from "fast-check";
import { expect, it } from "vitest";
import { nearestRedirectUri } from "#lib/clients/nearest-redirect-uri";
import { differenceWords } from "#lib/clients/redirect-uri-difference";

const registered = ["https://app.example/cb", "https://app.example/oauth/callback", "http://127.0.0.1/cb", "http://localhost:3000/cb", "com.example.app:/cb"];

it.each([
  ["https://app.example/cb/", "https://app.example/cb", "the path (“/cb/” instead of “/cb”) differs: one ends in a slash and the other does not."],
  ["http://app.example/cb", "https://app.example/cb", "the scheme (“http” instead of “https”) differs: http and https are two addresses."],
  ["https://app.example:8443/cb", "https://app.example/cb", "the port (“8443” instead of none) differs."],
  [
    "https://App.example/cb",
    "https://app.example/cb",
    "the host (“App.example” instead of “app.example”) differs: capital and small letters are not the same here.",
  ],
  [
    "https://app.example/oauth/Callback",
    "https://app.example/oauth/callback",
    "the path (“/oauth/Callback” instead of “/oauth/callback”) differs: capital and small letters are not the same here.",
  ],
  ["https://staging.app.example/cb", "https://app.example/cb", "the host (“staging.app.example” instead of “app.example”) differs."],
  ["https://app.example/cb?x=1", "https://app.example/cb", "the query (“x=1” instead of none) differs."],
  ["https://app.example/cb#", "https://app.example/cb", "the fragment (an empty one instead of none) differs."],
  ["http://localhost:3001/cb", "http://localhost:3000/cb", "the port (“3001” instead of “3000”) differs."],
  ["http://127.0.0.1:3000/callback", "http://127.0.0.1/cb", "the port (“3000” instead of none) and the path (“/callback” instead of “/cb”) differ."],
  ["com.example.app://cb", "com.example.app:/cb", "the host (“cb” instead of none) and the path (an empty one instead of “/cb”) differ."],
])("R38 %s is nearest to %s", (requested, nearest, words) => {
  const found = nearestRedirectUri(registered, requested);
  expect([found?.uri, found && differenceWords(found)]).toEqual([nearest, words]);
});

it("R38 R36 what matches differs in nothing: to the letter, another loopback port, under a wildcard", () => {
  const all = [...registered, "https://*.apps.example/cb"];
  for (const requested of [...registered, "http://127.0.0.1:49152/cb", "https://eu.apps.example/cb"]) {
    expect(nearestRedirectUri(all, requested)?.differences).toEqual([]);
  }
  expect(nearestRedirectUri(all, "https://eu.apps.example/other")?.differences.map(({ component }) => component)).toEqual(["path"]);
});

it("R38 without a registered one there is none, and whatever is asked for, one is found otherwise", () => {
  expect(nearestRedirectUri([], "https://app.example/cb")).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (requested) => {
      const found = nearestRedirectUri(registered, requested);
      expect(registered).toContain(found?.uri);
      expect(found?.differences.length).toBeGreaterThan(registered.includes(requested) ? -1 : 0);
    }),
  );
});
