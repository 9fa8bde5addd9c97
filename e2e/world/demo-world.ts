import { asScope } from "#lib/db/as-scope";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner, everyTable } from "#world/as-owner";
import { registerOthers } from "#world/demo-partners";
import { asFirstAdmin, demoPeople } from "#world/demo-people";
import { tellFirstWeeks, tellLatestDays, tellSecondMonth } from "#world/demo-story";
import { letTimePass } from "#world/let-time-pass";
import { fillScopeCatalogue } from "#world/scope-catalogue";

const { ingrid, kwame, amara, devika, siobhan, wei } = demoPeople;

/** Two months of three companies, in the order in which things happened. */
export async function buildDemoWorld(): Promise<void> {
  await clearHalfBuiltWorld();
  const platformAdmin = await aStaff(ingrid);
  const cs = await aStaff({ ...kwame, invitedBy: platformAdmin });
  await fillScopeCatalogue(platformAdmin);
  await letTimePass({ days: 2, hours: 3 });

  const northwind = await aTenant({ name: "Northwind Capital", ...asFirstAdmin(amara), teamName: "Research", registeredBy: cs });
  const sandbox = await aTenant({
    name: "Northwind Capital",
    environment: "sandbox",
    ...asFirstAdmin(devika),
    teamName: "Integration tests",
    registeredBy: cs,
  });
  await letTimePass({ days: 1, minutes: 50 });
  const harbour = await aTenant({ name: "Harbour Asset Management", ...asFirstAdmin(siobhan), teamName: "Private credit", registeredBy: cs });
  await letTimePass({ hours: 20 });
  await registerOthers(cs);

  const cast = { cs, northwind, sandbox, harbour };
  const first = await tellFirstWeeks(cast);
  const clients = { ...first, ...(await tellSecondMonth(cast, first)) };
  await tellLatestDays(cast, clients);
  // The last of all: by him a world that was built to its end is known.
  await aMember(harbour.admin, wei);
  await letTimePass({ minutes: 26 });
}

export function isDemoWorldBuilt(): Promise<boolean> {
  return isHere(wei.email);
}

/** The first start may have been interrupted. */
async function clearHalfBuiltWorld(): Promise<void> {
  if (!(await isHere(ingrid.email))) return;
  const tables = await everyTable();
  await asOwner([], (owner) => owner.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(", ")}`));
}

async function isHere(email: string): Promise<boolean> {
  const found = await asScope({ role: "staff" }, (tx) => tx.person.count({ where: { email } }));
  return found > 0;
}
