import { deviceUrl, paths } from "#lib/endpoints";
import type { Middleware } from "../middleware.ts";
import { POLL_INTERVAL } from "./device-codes.ts";

/** Sends the person to the setup app: the library's own pages are not served, and know nobody. */
export function deviceAuthorization(setupAppUrl: string): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== paths.deviceAuthorization || ctx.status !== 200) return;
    const { user_code, ...answer } = ctx.body as { user_code: string };
    const verification_uri = `${setupAppUrl}/device`;
    ctx.body = {
      ...answer,
      user_code,
      verification_uri,
      verification_uri_complete: deviceUrl(user_code, setupAppUrl),
      interval: POLL_INTERVAL,
    };
  };
}
