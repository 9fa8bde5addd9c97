import { describe, expect, it } from "vitest";
import { clientAddress, networkOf } from "./client-address.ts";

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

describe("networkOf", () => {
  it("RL-05 takes the addresses of one IPv6 network for one, and each IPv4 address for itself", () => {
    const same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:DB8:0001:2:0:0:0:9", "2001:db8:1:2::", "2001:db8:1:2:3::4%eth0"];
    expect(new Set(same.map(networkOf))).toEqual(new Set(["2001:db8:1:2::/64"]));
    expect(["::1", "2001:db8::1", "fe80::1:2:3:4"].map(networkOf)).toEqual(["0:0:0:0::/64", "2001:db8:0:0::/64", "fe80:0:0:0::/64"]);
    expect(["192.0.2.7", "192.0.2.8", null].map(networkOf)).toEqual(["192.0.2.7", "192.0.2.8", "unknown"]);
  });
});
