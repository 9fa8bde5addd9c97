import { runDrill } from "./run-drill";

const REQUESTS = 100_000;
const SEED = 20261121;
/** What a process may grow by once it is warm. */
const MOST_MIB = 150;

/** TS-19: 100,000 requests of all kinds, the same ones each time. */
await runDrill(async () => {
  const { drillFuzz } = await import("../../token-service/test-fuzz-drill");
  const seen = await drillFuzz({ requests: REQUESTS, seed: SEED, say: (text) => console.log(text) });
  console.dir(seen, { depth: 5 });
  const [warm = 0, ...later] = seen.memory;
  const isRight = seen.sent === REQUESTS && seen.failures.length === 0 && seen.errors.length === 0 && seen.stillWorks && Math.max(...later) < warm + MOST_MIB;
  console.log(isRight ? "No request was answered by a 5xx, and none of them was lost." : "This is wrong.");
  return isRight;
});
