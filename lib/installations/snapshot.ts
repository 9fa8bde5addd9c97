import { z } from "zod";
import { matchesRedirectUri, matchOf } from "#lib/clients/redirect-uri";

const texts = z.array(z.string());
const lists = { grants: texts, scopes: texts, redirectUris: texts };
const snapshotSchema = z.object({ name: z.string(), type: z.string(), ...lists, turnedDown: z.object({ type: z.string().optional(), ...lists }).optional() });

/** What an admin approved, as it was (R46), and what was asked for since and denied. */
export type Snapshot = z.infer<typeof snapshotSchema>;
type Approvable = { name: string; type: string; grants: string[]; scopes: { name: string }[]; redirectUris: string[] };

const fields = ["name", "type", "grants", "scopes", "redirectUris"] as const;
export type SnapshotChange = { field: (typeof fields)[number]; before: string[]; after: string[]; isWidening: boolean };

export function snapshotOf({ name, type, grants, scopes, redirectUris }: Approvable): Snapshot {
  return { name, type, grants, scopes: scopes.map((scope) => scope.name), redirectUris };
}

/** What cannot be read approves nothing. */
export function parseSnapshot(stored: unknown): Snapshot {
  return snapshotSchema.catch({ name: "", type: "", grants: [], scopes: [], redirectUris: [] }).parse(stored);
}

/**
 * Field by field what is not as it was approved. More grants, scopes or places to be sent to must be approved, and that it is public now: nobody
 * can be sure any more that it is the app itself which holds the tokens. A new name need not.
 */
export function changesSince(approved: Snapshot, app: Approvable): SnapshotChange[] {
  const now = snapshotOf(app);
  return fields.flatMap((field) => {
    const [before, after] = [listOf(approved[field]), listOf(now[field])];
    const isNew = after.some((each) => !before.includes(each));
    if (!isNew && after.length === before.length) return [];
    const isWidening = isNew && (field === "type" ? now.type === "public" : field !== "name");
    return [{ field, before, after, isWidening }];
  });
}

/** R46: more is asked for than an admin has approved, and no admin has denied it yet. */
export function isReopened(approved: Snapshot, app: Approvable): boolean {
  const { turnedDown } = approved;
  return changesSince(approved, app).some(({ field, before, after, isWidening }) => {
    const denied = field === "name" ? [] : listOf(turnedDown?.[field] ?? []);
    return isWidening && after.some((each) => !before.includes(each) && !denied.includes(each));
  });
}

/** The same approval, with what the app asks for now denied. */
export function turnDown(approved: Snapshot, app: Approvable): Snapshot {
  const { name: _, ...turnedDown } = snapshotOf(app);
  return { ...approved, turnedDown };
}

/** The place that a code would go to was among what the admin approved. */
export function coversRedirectUri({ redirectUris }: Snapshot, requested: string): boolean {
  return redirectUris.some((uri) => matchesRedirectUri({ uri, match: matchOf(uri) }, requested));
}

function listOf(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
