import { invalidRequest } from "./refusal.ts";

export type Parameters = Record<string, string>;

const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);
const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** @throws Refusal for a body that is broken, says something twice, or holds what no parameter can be. */
export function parseForm(body: string): Parameters {
  // A shell leaves the end of a line behind.
  return collect(body.trimEnd().split("&").filter(Boolean).map(toPair));
}

function toPair(part: string): [string, string] {
  const end = part.includes("=") ? part.indexOf("=") : part.length;
  return [decode(part.slice(0, end)), decode(part.slice(end + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalidRequest("the body is not form-encoded UTF-8");
  }
}

/** One flat object of strings (R49); many libraries write null for what is not there. @throws Refusal like parseForm. */
export function parseJson(body: string): Parameters {
  const value = parse(body);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidRequest("the body is not a JSON object");
  const pairs = Object.entries(value).map(([name, text]): [string, string] => {
    if (typeof text !== "string" && text !== null) throw invalidRequest("each parameter must be a string");
    return [name, text ?? ""];
  });
  // A name given twice leaves no trace in the object, but its strings are in the text.
  const strings = pairs.length + Object.values(value).filter((text) => text !== null).length;
  if ((body.match(JSON_STRING)?.length ?? 0) !== strings) throw invalidRequest("a parameter is given twice");
  return collect(pairs);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidRequest("the body is not JSON");
  }
}

// RFC 6749 section 3.2: never twice, and without a value the same as omitted
function collect(pairs: [string, string][]): Parameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (FORBIDDEN_NAMES.has(name)) throw invalidRequest("a parameter has a name that is not allowed");
    if (!isText(name) || !isText(value)) throw invalidRequest("a parameter holds a character that is not text");
    if (parameters.has(name)) throw invalidRequest("a parameter is given twice");
    parameters.set(name, name === "scope" ? withSingleSpaces(value) : value);
  }
  return Object.fromEntries([...parameters].filter(([, value]) => value !== ""));
}

// RFC 6749 section 3.3 has one space between two words; lists are joined with more.
function withSingleSpaces(scope: string): string {
  return scope.split(" ").filter(Boolean).join(" ");
}

function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes("\0");
}
