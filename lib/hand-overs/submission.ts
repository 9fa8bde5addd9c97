import { z } from "zod";

const shape = z.object({ redirectUris: z.array(z.string()), homePageUri: z.string().nullable() });

/** What a partner sent. It does not count until staff take it over. */
export type Submission = z.infer<typeof shape>;

/** As a filter: nobody has decided yet. */
export const whereWaiting = { submittedAt: { not: null }, decidedAt: null, withdrawnAt: null, client: { deletedAt: null } };

export function readSubmission(stored: unknown): Submission | null {
  return stored === null ? null : shape.parse(stored);
}
