const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/i;
// Resolvers read all of these as an IP address: 127.1, 0x7f.1, 2130706433.
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;
const PORT = /^[1-9]\d{0,4}$/;

/** The hosts that http may name (RFC 8252 section 7.3), and localhost. */
export function isHttpLoopbackHost(host: string): boolean {
  return /^(?:127\.0\.0\.1|\[::1\]|localhost)$/i.test(host);
}

/** Every host that means the computer the browser runs on. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

export function isIpAddress(host: string): boolean {
  return host === "[::1]" || IPV4.test(host);
}

export function isNumeric(host: string): boolean {
  return ENDS_IN_NUMBER.test(host);
}

/** A host name, an IPv4 address in its usual form, or [::1]; not a wildcard. */
export function isHost(host: string): boolean {
  if (isIpAddress(host)) return true;
  const labels = host.split(".");
  return host.length <= 253 && labels.every((label) => LABEL.test(label)) && /^[a-z]/i.test(labels.at(-1) ?? "") && URL.canParse(`https://${host}`);
}

export function isPort(port: string): boolean {
  return PORT.test(port) && Number(port) <= 65_535;
}
