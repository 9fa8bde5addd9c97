import type { StoredSettings } from "#lib/clients/client-settings";

const grants = ["authorization_code", "client_credentials", "device_code", "refresh_token"] as const;

/** The settings as the fields of the form hold them, refused or not. `all` gives the values of the fields with a name. */
export function settingsIn(all: (name: string) => string[]): StoredSettings {
  const one = (name: string) => (all(name)[0] ?? "").replaceAll("\r\n", "\n");
  const orNull = (name: string) => (one(name).trim() === "" ? null : one(name));
  const sent = one("authMethod") === "client_secret_post" ? "client_secret_post" : "client_secret_basic";
  const type = one("type") === "public" ? "public" : "confidential";
  return {
    name: one("name"),
    type,
    authMethod: type === "public" ? "none" : sent,
    grants: grants.filter((grant) => all("grants").includes(grant)),
    actsAs: one("actsAs") === "service_account" ? "service_account" : "user",
    mayActForUsers: one("mayActForUsers") === "on",
    consentsByItself: one("consentsByItself") === "on",
    accessTokenFormat: one("accessTokenFormat") === "jwt" ? "jwt" : "opaque",
    mayIntrospect: one("mayIntrospect") === "on",
    maker: orNull("maker"),
    homePageUri: orNull("homePageUri"),
    logoUri: orNull("logoUri"),
    contact: orNull("contact"),
    notes: orNull("notes"),
    scopes: all("scopes"),
    redirectUris: linesOf(all("redirectUris")),
  };
}

/** One redirect URI to a line, to the letter. */
export function linesOf(values: string[]): string[] {
  return values.flatMap((value) => value.split(/\r\n|\n|\r/)).filter((line) => line !== "");
}

/** The values of a form, or of what a refusal gives back. */
export function valuesOf(source: FormData | Record<string, unknown>): (name: string) => string[] {
  return (name) => {
    const values = source instanceof FormData ? source.getAll(name) : [source[name]].flat();
    return values.filter((value) => typeof value === "string");
  };
}
