import { splitUri } from "#lib/clients/redirect-uri-parts";

const MAX_LENGTH = 200;
const CUT = "…";
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
// Codes and tokens are such a run; so are an id in the name of a team and a long host, which may be shown.
const RUN = /[\w.~+=-]{30,}/g;
const HARMLESS = [/^[a-z._-]+$/, new RegExp(`^(?:[a-z]+[_-])?${UUID}$`), /^[a-z0-9-]{1,29}(?:\.[a-z0-9-]{1,29})+$/];

/** What a stranger sent, fit to be kept and shown: in one line, cut, and without what could be a secret, a token or a code. */
export function shownValue(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]/g, CUT).replace(RUN, (run) => (HARMLESS.some((form) => form.test(run)) ? run : CUT));
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}${CUT}` : clean;
}

/** An address without what people put into it that is nobody's business: the query, the fragment and the user name. */
export function shownUri(uri: string): string {
  const { userInfo, query, fragment } = splitUri(uri);
  const end = uri.search(/[?#]/);
  const start = end < 0 ? uri : uri.slice(0, end);
  const address = userInfo === undefined ? start : start.replace(`//${userInfo}@`, `//${CUT}@`);
  return shownValue(address) + (query === undefined ? "" : `?${CUT}`) + (fragment === undefined ? "" : `#${CUT}`);
}
