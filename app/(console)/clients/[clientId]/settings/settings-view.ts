import { barriers, type ClientShape, type GuardedSetting } from "#lib/clients/barriers";
import { differing, type StoredSettings } from "#lib/clients/client-settings";

/** What every section of the form is made of. */
export type SettingsView = {
  /** What the fields begin with: what is stored, or what was just refused. */
  shown: StoredSettings;
  /** What they hold now. */
  draft: StoredSettings;
  /** The client that the draft would make. */
  shape: ClientShape;
  environment: "sandbox" | "production";
  /** Why the person cannot let it ask about every token. */
  introspectionLock: string | null;
  errors: (field: string) => string[] | undefined;
};

/** Where each setting stands in the page, and what people call it. */
export const places: Record<keyof StoredSettings | "acceptsImpact", { label: string; section: string }> = {
  name: { label: "Name", section: "name" },
  type: { label: "Type", section: "type" },
  authMethod: { label: "How it sends its secret", section: "type" },
  grants: { label: "Grants", section: "grants" },
  mayActForUsers: { label: "May act for users", section: "grants" },
  actsAs: { label: "Acts as", section: "grants" },
  redirectUris: { label: "Redirect URIs", section: "redirect-uris" },
  scopes: { label: "Scopes", section: "scopes" },
  consentsByItself: { label: "Automatic consent", section: "consent" },
  accessTokenFormat: { label: "Access tokens", section: "tokens" },
  mayIntrospect: { label: "Introspection", section: "tokens" },
  maker: { label: "Maker", section: "about" },
  homePageUri: { label: "Home page", section: "about" },
  logoUri: { label: "Logo", section: "about" },
  contact: { label: "Contact", section: "about" },
  notes: { label: "Notes", section: "about" },
  acceptsImpact: { label: "What the change means", section: "save" },
};

export const sections = {
  name: "Name",
  type: "Type",
  grants: "Grants",
  "redirect-uris": "Redirect URIs",
  scopes: "Scopes",
  consent: "Automatic consent",
  tokens: "Access tokens",
  about: "About the app",
};

/** What differs from what is stored, as a person counts it: with the type goes how the secret is sent. */
export function changesOf(stored: StoredSettings, draft: StoredSettings): string[] {
  const names = Object.keys(differing(stored, draft).after) as (keyof StoredSettings)[];
  return names.filter((name) => name !== "authMethod" || stored.type === draft.type).map((name) => places[name].label);
}

// What these lack is added in another section of the same form, so they are never locked.
const mendable: readonly GuardedSetting[] = ["authorization_code", "refresh_token"];

/** A setting that is off stays off with the reason; one that is on says what is wrong, so that nothing is switched off unseen. */
export function guarded(setting: GuardedSetting, isOn: boolean, shape: ClientShape): { lockedReason?: string; warnings?: string[] } {
  const reason = barriers[setting](shape);
  if (!reason) return {};
  if (isOn) return { warnings: [reason] };
  return mendable.includes(setting) ? {} : { lockedReason: reason };
}
