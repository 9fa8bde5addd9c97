import type { Database } from "../database.ts";
import { type Allowance, createRateLimit, type RateLimit } from "./rate-limit.ts";

type Name = "failuresOfClient" | "failures" | "prompts" | "devices";
export type Limits = Record<Name, RateLimit>;
export type Allowances = Record<Name, Pick<Allowance, "points" | "seconds">>;

/** Each for one network address. Whole offices sit behind one. */
export const allowances: Allowances = {
  // A job with a retired secret uses up its own, and not that of the others beside it.
  failuresOfClient: { points: 60, seconds: 60 },
  failures: { points: 300, seconds: 60 },
  // These leave a row behind until nobody can answer it any more.
  prompts: { points: 600, seconds: 600 },
  devices: { points: 200, seconds: 600 },
};

export function createLimits(database: Database, { failuresOfClient, failures, prompts, devices }: Allowances): Limits {
  return {
    failuresOfClient: createRateLimit(database, { name: "failures of client", ...failuresOfClient }),
    failures: createRateLimit(database, { name: "failures", ...failures }),
    prompts: createRateLimit(database, { name: "prompts", ...prompts }),
    devices: createRateLimit(database, { name: "devices", ...devices }),
  };
}
