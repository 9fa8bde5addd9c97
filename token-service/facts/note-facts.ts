import { paths } from "#lib/endpoints";
import type { Logger } from "#lib/log";
import type { RefusalEndpoint } from "#lib/usage/refusal-reasons";
import type { Database } from "../database.ts";
import type { Context, Middleware } from "../middleware.ts";
import { isAuthorization } from "../requests/authorization-request.ts";
import { basicCredentials } from "../requests/basic-credentials.ts";
import { factsOf } from "../requests/request-facts.ts";
import { parametersOf } from "../requests/token-request.ts";
import { writeBeside } from "./batch.ts";
import { createLastUse } from "./last-use.ts";
import { reasonOf } from "./refusal-reason.ts";
import { createRefusedRequests } from "./refused-requests.ts";
import { createUsage } from "./usage.ts";

type Noter = { step: Middleware; stop(): Promise<void> };

/** What the setup app shows of a client's requests: last use, tokens a day, refusals (R57, R62). Nothing here asks the database, and nothing fails a request. */
export function noteFacts(database: Database, log: Logger): Noter {
  const [lastUse, usage, refusedRequests] = [createLastUse(), createUsage(), createRefusedRequests()];
  const { stop } = writeBeside([lastUse, usage, refusedRequests], database, log);

  function note(ctx: Context): void {
    const at = new Date();
    const client = "oidc" in ctx ? ctx.oidc.client : undefined;
    const { clientId = namedClient(ctx), secretId, isIssued, refused } = factsOf(ctx.req);
    if (client && secretId) lastUse.note(secretId, { clientId: client.clientId, secretId, at });
    const endpoint = endpointOf(ctx.path);
    if (endpoint === undefined) return;
    if (client && isIssued && ctx.status === 200) usage.count(client.clientId, at);
    if (!refused || ctx.status === 200) return;
    const parameters = isAuthorization(ctx.path) ? ctx.query : parametersOf(ctx.req);
    const found = reasonOf({ endpoint, ...refused, authMethod: client?.clientAuthMethod, parameters });
    const id = client?.clientId ?? clientId;
    if (found && id) refusedRequests.keep({ clientId: id, isKnown: client !== undefined, endpoint, error: refused.error, ...found }, at);
  }

  const step: Middleware = async (ctx, next) => {
    await next();
    try {
      note(ctx);
    } catch (error) {
      log.error({ err: error }, "could not note what came of a request");
    }
  };
  return { step, stop };
}

const endpointAt = new Map<string, RefusalEndpoint>([
  [paths.token, "token"],
  [paths.deviceAuthorization, "device_authorization"],
  [paths.revocation, "revocation"],
  [paths.introspection, "introspection"],
]);

function endpointOf(path: string): RefusalEndpoint | undefined {
  return isAuthorization(path) ? "authorization" : endpointAt.get(path);
}

/** Who the request says it is from, where it did not get far enough to be asked. */
function namedClient({ headers, query }: Context): string | undefined {
  if (headers.authorization) return basicCredentials(headers.authorization)?.clientId;
  return typeof query.client_id === "string" ? query.client_id : undefined;
}
