import { Problem } from "./bootstrap/problem.mjs";

const unreachable = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ECONNRESET"];

/** One sentence about why a database does not let us in. It never bears the password. */
export function explainDatabaseError(error: unknown, databaseUrl: string): Error {
  const { code, message } = asFailure(error);
  const { host, username, pathname } = parseDatabaseUrl(databaseUrl);
  const name = decodeURIComponent(pathname.slice(1)) || username;
  if (unreachable.includes(code) || /timeout|terminated/i.test(message)) {
    return new Problem(`No PostgreSQL answers at ${host}: start it, or correct the host and port in DATABASE_URL.`);
  }
  if (code === "28P01" || code === "28000" || /password|SASL/.test(message)) {
    return new Problem(`PostgreSQL at ${host} refuses the user "${username}": correct the user and the password in DATABASE_URL.`);
  }
  if (code === "3D000") return new Problem(`PostgreSQL at ${host} has no database "${name}": create it, or correct the name in DATABASE_URL.`);
  if (/SSL|certificate/i.test(message)) {
    return new Problem(`PostgreSQL at ${host} and DATABASE_URL disagree about TLS (${message}): correct sslmode in DATABASE_URL.`);
  }
  return error instanceof Error ? error : new Error(message);
}

export function parseDatabaseUrl(databaseUrl: string): URL {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url && ["postgres:", "postgresql:"].includes(url.protocol)) return url;
  throw new Problem("DATABASE_URL is not a PostgreSQL address: it must look like postgresql://user:password@host:5432/database.");
}

function asFailure(error: unknown) {
  // Node reports several refused addresses of one host as one error around them.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code = "", message = String(error) } = first as { code?: string; message?: string };
  return { code, message };
}
