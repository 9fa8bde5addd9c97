/** What HTTP Basic says, decoded as RFC 6749 section 2.3.1 has it. Null for what cannot be read. */
export function basicCredentials(header: string): { clientId: string; secret: string } | null {
  const encoded = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (!encoded) return null;
  const [clientId, ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  if (!clientId || rest.length === 0) return null;
  try {
    return { clientId: decode(clientId), secret: decode(rest.join(":")) };
  } catch {
    return null;
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
