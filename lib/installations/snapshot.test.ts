import { expect, it } from "vitest";
import { changesSince, coversRedirectUri, parseSnapshot, type Snapshot } from "#lib/installations/snapshot";

const approved: Snapshot = {
  name: "Meridian",
  type: "confidential",
  grants: ["authorization_code"],
  scopes: ["notes:read"],
  redirectUris: ["https://app.example/cb", "https://*.meridian.example/cb", "http://127.0.0.1/cb"],
};
const app = { ...approved, scopes: [{ name: "notes:read" }] };

it("R46 tells a change that widens what was approved from one that does not", () => {
  expect(changesSince(approved, app)).toEqual([]);
  const widened = { ...app, scopes: [...app.scopes, { name: "notes:write" }], redirectUris: ["https://app.example/cb", "https://new.example/cb"] };
  expect(changesSince(approved, { ...widened, grants: ["authorization_code", "refresh_token"] }).map((change) => [change.field, change.isWidening])).toEqual([
    ["grants", true],
    ["scopes", true],
    ["redirectUris", true],
  ]);
  const lesser = { ...app, name: "Meridian Two", scopes: [], redirectUris: ["https://app.example/cb"] };
  expect(changesSince(approved, lesser)).toEqual([
    { field: "name", before: ["Meridian"], after: ["Meridian Two"], isWidening: false },
    { field: "scopes", before: ["notes:read"], after: [], isWidening: false },
    { field: "redirectUris", before: approved.redirectUris, after: ["https://app.example/cb"], isWidening: false },
  ]);
  const types = ([from, to]: string[]) => changesSince({ ...approved, type: `${from}` }, { ...app, type: `${to}` }).map(({ isWidening }) => isWidening);
  expect([types(["confidential", "public"]), types(["public", "confidential"]), types(["public", "public"])]).toEqual([[true], [false], []]);
  expect(changesSince(approved, { ...app, redirectUris: [...approved.redirectUris].reverse() })).toEqual([]);
});

it("R46 R35 covers a place by the rule of the token service, and approves nothing where it cannot be read", () => {
  const covered = ["https://app.example/cb", "https://eu.meridian.example/cb", "http://127.0.0.1:5000/cb"];
  for (const uri of covered) expect([uri, coversRedirectUri(approved, uri)]).toEqual([uri, true]);
  for (const uri of ["https://app.example/cb/", "https://meridian.example/cb", "https://a.b.meridian.example/cb"])
    expect(coversRedirectUri(approved, uri)).toBe(false);
  for (const broken of [null, {}, "x", { redirectUris: "https://app.example/cb" }])
    expect(coversRedirectUri(parseSnapshot(broken), "https://app.example/cb")).toBe(false);
});
