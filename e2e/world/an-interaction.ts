import { randomBytes } from "node:crypto";
import { sha256 } from "#lib/random";
import { asOwner } from "#world/as-owner";

/** A request to authorise that waits for a person, as the token service keeps it. */
export async function anInteraction({
  clientId,
  scope = "",
  redirectUri = "https://app.example/cb",
  prompt,
  maxAge,
  uid = randomBytes(32).toString("base64url"),
}: {
  clientId: string;
  scope?: string;
  redirectUri?: string;
  prompt?: string;
  maxAge?: number;
  uid?: string;
}): Promise<string> {
  const payload = {
    kind: "Interaction",
    params: {
      client_id: clientId,
      redirect_uri: redirectUri,
      ...(scope && { scope }),
      ...(prompt && { prompt }),
      ...(maxAge !== undefined && { max_age: `${maxAge}` }),
    },
  };
  await asOwner(["oidc_artifact"], (owner) =>
    owner.query(
      "INSERT INTO oidc_artifact (kind, id_digest, payload, expires_at) VALUES ('Interaction', $1, $2, now() + interval '30 minutes') ON CONFLICT DO NOTHING",
      [sha256(uid), payload],
    ),
  );
  return uid;
}

/** A device that waits for a person to type its code. */
export async function aDeviceRequest({ clientId, userCode }: { clientId: string; userCode: string }): Promise<void> {
  await asOwner(["oidc_artifact"], (owner) =>
    owner.query(
      `INSERT INTO oidc_artifact (kind, id_digest, lookup, client_id, payload, expires_at)
       VALUES ('DeviceCode', $1, $2, $3, $4, now() + interval '10 minutes') ON CONFLICT DO NOTHING`,
      [sha256(randomBytes(32).toString("base64url")), sha256(userCode), clientId, { kind: "DeviceCode", params: { client_id: clientId } }],
    ),
  );
}
