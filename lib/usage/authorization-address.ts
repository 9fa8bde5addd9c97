/** What an address to authorise says, by name. */
export type AuthorizationAddress = {
  /** Without the query. */
  place: string;
  parameters: Map<string, string>;
  /** Names that stand in it more than once. */
  repeated: string[];
};

/** Read as the token service reads it. Null: no address. */
export function readAddress(address: string): AuthorizationAddress | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const names = [...url.searchParams.keys()];
  return {
    place: `${url.origin}${url.pathname}`,
    // What is empty counts as left out (RFC 6749 section 3.1).
    parameters: new Map([...url.searchParams].filter(([, value]) => value !== "")),
    repeated: [...new Set(names.filter((name, index) => names.indexOf(name) !== index))],
  };
}
