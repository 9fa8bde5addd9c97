import { describe, expect, test, vi } from "vitest";
import { letTimePass } from "#world/let-time-pass";
import { authorize, exchange, prepareCodeFlow, refresh, tokenOf } from "./test-world.ts";

const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

describe("TS-24 the clock of an instance", () => {
  /** Both instances of a test live in this process, so it is told another time for each request. */
  async function at<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
    return work().finally(() => vi.useRealTimers());
  }

  test.each([-30, 30])("may be wrong by %i seconds: codes and refresh tokens of the other instances work", async (skew) => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    const first = await at(skew, () => exchange(service, client, granted));
    tokenOf(first);
    const second = await refresh(service, client, first);
    tokenOf(second);
    expect(second.body.expires_in).toBe(3600);
    tokenOf(await at(-skew, () => refresh(service, client, second)));
  });

  test("makes nothing live longer: what has ended by the clock of the database has ended", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    await letTimePass({ seconds: 61 });
    expect(await at(-120, () => exchange(service, client, granted))).toMatchObject(invalidGrant);
  });
});
