import { randomUUID } from "node:crypto";
import { asScope } from "#lib/db/as-scope";

type MadeTenant = { id: string; slug: string; name: string };

/** Tenants without anybody in them, by the thousand; their slugs begin with the tag. */
export async function manyTenants(
  count: number,
  { environment = "production", tag = randomUUID() }: { environment?: "sandbox" | "production"; tag?: string } = {},
): Promise<MadeTenant[]> {
  // Like UUIDv7, in the order in which they were made.
  return asScope(
    { role: "staff" },
    (tx) => tx.$queryRaw<MadeTenant[]>`
      insert into tenant (id, slug, name, environment)
      select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || substr(md5(random()::text || i), 1, 15))::uuid,
        ${tag} || '-' || i, 'Company ' || i, ${environment}::environment
      from generate_series(1, ${count}::int) as i
      returning id, slug, name`,
  );
}
