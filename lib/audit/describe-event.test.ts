import { describe, expect, it } from "vitest";
import { describeEvent, fieldName, valueText } from "#lib/audit/describe-event";

describe("describeEvent", () => {
  it("R14 tells who did what, and only the fields that changed", () => {
    const event = {
      action: "client.changed",
      actorName: "Ana Silva",
      before: { grants: [], authMethod: "none" },
      after: { grants: ["client_credentials"], authMethod: "none" },
    };
    expect(describeEvent(event)).toBe("Ana Silva changed settings of the client (grants: none is now “client_credentials”)");
  });

  it("reads an action that this version does not know", () => {
    expect(describeEvent({ action: "client.painted", actorName: "Ana Silva", before: null, after: null })).toBe("Ana Silva client.painted the client");
  });

  it("puts fields and values in words", () => {
    expect(fieldName("mayActForUsers")).toBe("May act for users");
    expect([true, false, null, "", [], ["a", "b"], 3].map((value) => valueText(value))).toEqual(["yes", "no", undefined, undefined, undefined, "a, b", "3"]);
  });
});
