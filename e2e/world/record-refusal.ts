import type { RefusalEndpoint, RefusalReason } from "#lib/usage/refusal-reasons";
import { asOwner } from "#world/as-owner";

type Refusal = { endpoint?: RefusalEndpoint; error: string; reason: RefusalReason; value?: string; hoursAgo?: number; times?: number };

/** What the token service would have written, had it refused a request of this client. */
export async function recordRefusal(
  { clientId }: { clientId: string },
  { endpoint = "token", error, reason, value = "", hoursAgo = 0, times = 1 }: Refusal,
): Promise<void> {
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  await asOwner(["client", "refused_request"], (owner) =>
    owner.query("INSERT INTO refused_request (client_id, at, minute, times, endpoint, error, reason, value) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [
      clientId,
      at,
      Math.floor(at.getTime() / 60_000),
      times,
      endpoint,
      error,
      reason,
      value,
    ]),
  );
}
