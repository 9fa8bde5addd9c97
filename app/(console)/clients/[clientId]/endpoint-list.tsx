import { DescriptionList } from "#components/ui/description-list";
import { Identifier } from "#components/ui/identifier";
import type { endpoints } from "#lib/endpoints";

type Endpoints = ReturnType<typeof endpoints>;

const names: Record<keyof Endpoints, { term: string; label: string }> = {
  issuer: { term: "Issuer", label: "Copy the issuer" },
  authorization: { term: "Authorization endpoint", label: "Copy the authorization endpoint" },
  deviceAuthorization: { term: "Device authorization endpoint", label: "Copy the device authorization endpoint" },
  token: { term: "Token endpoint", label: "Copy the token endpoint" },
  revocation: { term: "Revocation endpoint", label: "Copy the revocation endpoint" },
  introspection: { term: "Introspection endpoint", label: "Copy the introspection endpoint" },
  userinfo: { term: "Userinfo endpoint", label: "Copy the userinfo endpoint" },
  metadata: { term: "Metadata", label: "Copy the metadata address" },
  openidMetadata: { term: "OpenID discovery", label: "Copy the address of OpenID discovery" },
  jwks: { term: "Key set (JWKS)", label: "Copy the address of the key set" },
  me: { term: "Who a token acts as", label: "Copy the address of /v1/me" },
};

/** What whoever configures the application has to type. */
export function EndpointList({ clientId, endpoints }: { clientId: string; endpoints: Endpoints }) {
  const all = Object.entries(names) as [keyof Endpoints, (typeof names)[keyof Endpoints]][];
  return (
    <DescriptionList
      items={[
        { term: "Client ID", value: <Identifier value={clientId} label="Copy the client ID" /> },
        ...all.map(([name, { term, label }]) => ({ term, value: <Identifier value={endpoints[name]} label={label} /> })),
      ]}
    />
  );
}
