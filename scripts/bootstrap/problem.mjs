/** A failure that one sentence explains: what is wrong and what to do about it. */
export class Problem extends Error {}
