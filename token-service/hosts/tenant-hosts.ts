import type { IncomingMessage, ServerResponse } from "node:http";
import { issuerOf, slugIn } from "#lib/endpoints";
import type { Database } from "../database.ts";
import { factsOf } from "../requests/request-facts.ts";
import { HEALTH_PATHS } from "../routes.ts";
import type { KeySet, SigningKeys } from "../tokens/signing-keys.ts";
import { namedHosts } from "./own-host.ts";
import type { TokenHost } from "./token-host.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Made = { keys: KeySet; handler: Handler };
type Settings = {
  issuer: string;
  /** As in TENANT_HOST. Without one there is everybody's issuer and no other. */
  tenantHost: string | undefined;
  isProxied: boolean;
  database: Database;
  keys: SigningKeys;
  make: (host: TokenHost, keys: KeySet) => Handler;
};

/** Of the hosts that were asked for last; each keeps about 200 KiB. */
const MOST_HOSTS = 200;
const FIND_TENANT = { name: "find-tenant-of-host", text: "select id from tenant where slug = $1 and disabled_at is null" };

/**
 * Who answers a request is decided by the host that it names (R48): everybody's issuer, or that of one tenant, made when it is first asked for.
 * The library takes its issuer and its keys when it is made, so new keys make a new one.
 */
export function tenantHosts({ issuer, tenantHost, isProxied, database, keys, make }: Settings): Handler {
  const made = new Map<string, Made>();
  const everybody = { issuer, tenantId: null };

  function handlerOf(host: TokenHost): Handler {
    const current = keys.current();
    const known = made.get(host.issuer);
    const entry = known?.keys === current ? known : { keys: current, handler: make(host, current) };
    // The one asked for last stands last.
    made.delete(host.issuer);
    made.set(host.issuer, entry);
    const [oldest] = made.keys();
    if (made.size > MOST_HOSTS && oldest !== undefined) made.delete(oldest);
    return entry.handler;
  }

  async function hostOf(request: IncomingMessage): Promise<TokenHost> {
    const names = namedHosts(request, isProxied);
    const slug = tenantHost && names.length === 1 ? slugIn(names[0] ?? "", { issuer, tenantHost }) : null;
    // Whether the process is alive is told without the database, under any name.
    const isAboutHealth = HEALTH_PATHS.includes(request.url?.replace(/\?.*/s, "") ?? "");
    if (!tenantHost || slug === null || isAboutHealth) return everybody;
    try {
      const { rows } = await database.query<{ id: string }>(FIND_TENANT, [slug]);
      return rows[0] ? { issuer: issuerOf(slug, { issuer, tenantHost }), tenantId: rows[0].id } : everybody;
    } catch (error) {
      factsOf(request).failure = error instanceof Error ? error : new Error("the tenant of a host could not be found");
      return everybody;
    }
  }

  return async (request, response) => handlerOf(await hostOf(request))(request, response);
}
