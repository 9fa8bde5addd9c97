import { Problem } from "./bootstrap/problem.mjs";

/** Runs a script to its end. A Problem is told in its one sentence, anything else with its stack. */
export async function runScript(script: (environment: NodeJS.ProcessEnv) => Promise<void>) {
  try {
    await script(process.env);
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}
