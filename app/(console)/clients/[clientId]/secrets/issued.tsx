import type { ReactNode } from "react";
import { SecretOnce } from "#components/secret-once";
import type { IssuedSecret } from "#lib/secrets/issue-secret";

/** Where the secrets of these pages belong. */
export type Place = { name: string; environment: "sandbox" | "production"; tokenEndpoint: string };

export function Issued({ issued, place, previous }: { issued: IssuedSecret; place: Place; previous?: ReactNode }) {
  return (
    <SecretOnce
      secret={issued.secret}
      clientId={issued.clientId}
      clientName={issued.clientName}
      hint={issued.hint}
      environment={place.environment}
      tenantName={place.name}
      tokenEndpoint={place.tokenEndpoint}
      previous={previous ? { text: previous } : undefined}
      doneHref={`/clients/${issued.clientId}/secrets`}
    />
  );
}
