import { describe, expect, it } from "vitest";
import { describeEvent, fieldName, valueTexts } from "#lib/audit/describe-event";

describe("describeEvent", () => {
  it("R14 tells who did what, and only the fields that changed", () => {
    const event = {
      action: "client.changed",
      actorName: "Ana Silva",
      before: { grants: [], authMethod: "none" },
      after: { grants: ["client_credentials"], authMethod: "none" },
    };
    expect(describeEvent(event)).toBe("Ana Silva changed settings of the client (grants: none is now “Client credentials”)");
  });

  it("reads an action that this version does not know", () => {
    expect(describeEvent({ action: "client.painted", actorName: "Ana Silva", before: null, after: null })).toBe("Ana Silva client.painted the client");
  });

  it("puts fields and values in words", () => {
    expect(["mayActForUsers", "redirectUris", "logoUri"].map(fieldName)).toEqual(["May act for users", "Redirect URIs", "Logo URI"]);
    const values = [true, false, null, "", [], ["a", "b"], 3];
    expect(values.map((value) => valueTexts("notes", value))).toEqual([["yes"], ["no"], [], [], [], ["a", "b"], ["3"]]);
    expect(valueTexts("grants", ["authorization_code", "toString"])).toEqual(["Authorization Code", "toString"]);
  });
});
