import { runDrill } from "./run-drill";

const [CLIENTS, KILLS] = [40, 30];

/** TS-08: the token service killed thirty times while forty clients refresh. */
await runDrill(async () => {
  const { drillCrashes } = await import("../../token-service/test-crash-drill");
  const seen = await drillCrashes({ clients: CLIENTS, grantsOfEach: 1, kills: KILLS, say: (text) => console.log(text) });
  console.log(seen);
  const isRight = seen.refused.length === 0 && seen.alive === seen.grants && seen.untouched === 0;
  console.log(isRight ? "No grant was lost." : "This is wrong.");
  return isRight;
});
