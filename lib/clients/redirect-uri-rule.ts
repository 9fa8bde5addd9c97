import type { UriParts } from "#lib/clients/redirect-uri-parts";

export type RedirectUriContext = { type: "confidential" | "public"; environment: "sandbox" | "production"; isPartner: boolean };

export type RedirectUriRule = {
  rule: number;
  level: "error" | "warning";
  applies: (parts: UriParts, context: RedirectUriContext) => boolean;
  message: string | ((parts: UriParts) => string);
  fix?: { label: string; repair: (parts: UriParts) => string };
};
