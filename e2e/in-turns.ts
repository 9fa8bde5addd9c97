/** Does the work of all, some at a time. */
export async function inTurns<T>(atOnce: number, jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = jobs.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, job] of waiting) results[index] = await job();
    }),
  );
  return results;
}
