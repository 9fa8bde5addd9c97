import { randomUUID } from "node:crypto";
import { asOwner } from "#world/as-owner";

/** Tenants without anybody in them, by the thousand; the newest last. */
export async function manyTenants(
  count: number,
  { environment = "production", tag = randomUUID() }: { environment?: "sandbox" | "production"; tag?: string } = {},
): Promise<{ id: string; slug: string; name: string }[]> {
  return asOwner(["tenant"], async (owner) => {
    // Like UUIDv7, in the order in which they were made.
    const { rows } = await owner.query<{ id: string; slug: string; name: string }>(
      `insert into tenant (id, slug, name, environment)
       select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || substr(md5(random()::text || i), 1, 15))::uuid,
         $3 || '-' || i, 'Company ' || i, $2::environment
       from generate_series(1, $1::int) as i
       returning id, slug, name`,
      [count, environment, tag],
    );
    return rows;
  });
}
