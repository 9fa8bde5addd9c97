import { z } from "zod";
import { matchesRedirectUri, matchOf } from "#lib/clients/redirect-uri";

const texts = z.array(z.string());
const snapshotSchema = z.object({ name: z.string(), type: z.string(), grants: texts, scopes: texts, redirectUris: texts });

/** What an admin approved, as it was (R46). */
export type Snapshot = z.infer<typeof snapshotSchema>;
type Approvable = Omit<Snapshot, "scopes"> & { scopes: { name: string }[] };

export type SnapshotChange = { field: keyof Snapshot; before: string[]; after: string[]; isWidening: boolean };

export function snapshotOf({ name, type, grants, scopes, redirectUris }: Approvable): Snapshot {
  return { name, type, grants, scopes: scopes.map((scope) => scope.name), redirectUris };
}

/** What cannot be read approves nothing. */
export function parseSnapshot(stored: unknown): Snapshot {
  return snapshotSchema.catch({ name: "", type: "", grants: [], scopes: [], redirectUris: [] }).parse(stored);
}

/** Field by field what is not as it was approved. More grants, scopes or places to be sent to must be approved; a new name need not. */
export function changesSince(approved: Snapshot, app: Approvable): SnapshotChange[] {
  const now = snapshotOf(app);
  const fields = Object.keys(snapshotSchema.shape) as (keyof Snapshot)[];
  return fields.flatMap((field) => {
    const [before, after] = [listOf(approved[field]), listOf(now[field])];
    const isNew = after.some((each) => !before.includes(each));
    if (!isNew && after.length === before.length) return [];
    return [{ field, before, after, isWidening: isNew && Array.isArray(approved[field]) }];
  });
}

/** The place that a code would go to was among what the admin approved. */
export function coversRedirectUri({ redirectUris }: Snapshot, requested: string): boolean {
  return redirectUris.some((uri) => matchesRedirectUri({ uri, match: matchOf(uri) }, requested));
}

function listOf(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
