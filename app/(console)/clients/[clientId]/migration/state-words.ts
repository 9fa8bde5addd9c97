import type { BarPart } from "#components/ui/parts-bar";
import type { State } from "#components/ui/status";
import type { MigrationState } from "#lib/api-token-migrations/find-migration";

/** Where a company is on its way, as people call it. */
export const stateWords: Record<MigrationState, { word: string; look: State; tone: BarPart["tone"] }> = {
  api_tokens: { word: "On API tokens, not enabled", look: "not-ready", tone: "warn" },
  enabled: { word: "Enabled, not yet authorized", look: "pending", tone: "plain" },
  reauthenticated: { word: "Authorized", look: "active", tone: "ok" },
};
