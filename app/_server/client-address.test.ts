import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

describe("clientAddress", () => {
  it("OH-10 RL-05 does not believe what a client says of itself", () => {
    expect(clientAddress("192.0.2.7", "203.0.113.9", 0)).toBe("192.0.2.7");
    expect(clientAddress("10.0.0.1", "203.0.113.9, 198.51.100.4", 1)).toBe("198.51.100.4");
  });

  it("takes the entry that the outermost proxy of ours wrote", () => {
    expect(clientAddress("10.0.0.1", "203.0.113.9, 198.51.100.4, 10.0.0.2", 2)).toBe("198.51.100.4");
  });

  it("writes an IPv4 address one way, and text that is no address not at all", () => {
    expect(clientAddress("::ffff:192.0.2.7", undefined, 0)).toBe("192.0.2.7");
    expect(clientAddress("10.0.0.1", "<script>", 1)).toBeNull();
  });
});
