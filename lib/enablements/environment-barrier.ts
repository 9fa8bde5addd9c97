type Placed = { name: string; environment: "sandbox" | "production" };

/** Why a client cannot be enabled for a company (R47), or null. */
export function environmentBarrier(client: Placed, tenant: Placed): string | null {
  if (client.environment === tenant.environment) return null;
  const [its, theirs] = [client.environment, tenant.environment];
  return `“${client.name}” is a ${its} client and ${tenant.name} is a ${theirs} company. Sandbox and production have clients of their own: enable the partner's ${theirs} client.`;
}
