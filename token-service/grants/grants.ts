import type Provider from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";

type Grant = InstanceType<Provider["Grant"]>;

/** Each approval is a grant of its own, so that taking one back or replaying its code ends nothing else. */
export function grantWhatWasApproved(issuer: string) {
  return async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { account, client, provider, requestParamScopes, requestParamOIDCScopes } = ctx.oidc;
    if (!account || !client || !ctx.oidc.result?.consent) return undefined;
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    grant.addOIDCScope(requestParamOIDCScopes);
    grant.addResourceScope(issuer, [...requestParamScopes].join(" "));
    // A client may ask for nothing but who the user is: the library takes an empty scope for a refusal.
    if (requestParamScopes.size === 0) Object.defineProperty(grant, "getResourceScopeFiltered", { value: () => " " });
    await grant.save();
    return grant;
  };
}
