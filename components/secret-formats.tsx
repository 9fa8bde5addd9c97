export type SecretParts = { secret: string; clientId: string; tokenEndpoint: string };

export const formats = ["secret", "env", "json"] as const;
export type Format = (typeof formats)[number];

export const formatNames: Record<Format, string> = { secret: "Secret", env: ".env", json: "JSON" };

export function formatSecret(format: Format, { secret, clientId, tokenEndpoint }: SecretParts): string {
  switch (format) {
    case "secret":
      return secret;
    case "env":
      return `OAUTH_CLIENT_ID=${clientId}\nOAUTH_CLIENT_SECRET=${secret}\nOAUTH_TOKEN_ENDPOINT=${tokenEndpoint}\n`;
    case "json":
      return `${JSON.stringify({ client_id: clientId, client_secret: secret, token_endpoint: tokenEndpoint }, null, 2)}\n`;
  }
}

export function envFileName(clientName: string) {
  const slug = clientName
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${slug || "client"}.env`;
}
