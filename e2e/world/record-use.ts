import { asOwner } from "#world/as-owner";

/** What the token service would have written, had the application asked for tokens until some time ago. */
export async function recordUse(
  { clientId }: { clientId: string },
  { secretId, hoursAgo, days, tokensADay }: { secretId?: string; hoursAgo: number; days: number; tokensADay: number },
): Promise<void> {
  await asOwner(["client", "client_secret", "usage_day"], async (owner) => {
    const lastUsedAt = new Date(Date.now() - hoursAgo * 3_600_000);
    await owner.query("UPDATE client SET last_used_at = $2 WHERE client_id = $1", [clientId, lastUsedAt]);
    if (secretId) await owner.query("UPDATE client_secret SET last_used_at = $2 WHERE id = $1", [secretId, lastUsedAt]);
    // A week has its weekends, and no two days are alike.
    await owner.query(
      `INSERT INTO usage_day (client_id, day, tokens)
       SELECT $1, day, greatest(1, round($3::int * CASE WHEN extract(isodow FROM day) > 5 THEN 0.4 ELSE 1 END * (0.8 + 0.4 * abs(sin(extract(doy FROM day))))))
       FROM generate_series($2::date - $4::int, $2::date, interval '1 day') AS day
       ON CONFLICT (client_id, day) DO UPDATE SET tokens = usage_day.tokens + excluded.tokens`,
      [clientId, lastUsedAt, tokensADay, days],
    );
  });
}
