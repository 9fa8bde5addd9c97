import { looksLikeActingScope } from "#lib/scopes/acting-scope";
import { identityScopeNames } from "#lib/scopes/identity-scopes";

/** RFC 6749 section 3.3, scope-token. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const MAX_LENGTH = 100;
/** OpenID Connect's own: they ask who somebody is, or for a refresh token, not for access to anything. */
const PROTOCOL = [...identityScopeNames, "offline_access"];
/** No scope could be opened under these: a browser walks up at the first two, and the page that adds one is at the third. */
const ADDRESSES = [".", "..", "new"];

/** Why the catalogue cannot hold this name, in a sentence; null where it can. */
export function scopeNameBarrier(name: string): string | null {
  if (name === "") return "Name is empty.";
  if (name.length > MAX_LENGTH) return `Name is longer than ${MAX_LENGTH} characters.`;
  if (!SCOPE_TOKEN.test(name)) {
    return 'Use letters without accents, digits and marks such as . : / _ -, for example notes.read. Spaces, quotation marks (") and backslashes separate or end a scope.';
  }
  if (looksLikeActingScope(name)) return "A name that begins with team_ or user: says whom a token acts for. Choose another beginning.";
  if (PROTOCOL.includes(name)) return `“${name}” belongs to OpenID Connect and cannot be in the catalogue.`;
  if (ADDRESSES.includes(name)) return `“${name}” is an address of these pages. Choose another name.`;
  return null;
}
