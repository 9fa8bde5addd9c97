import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { DatabaseUnavailable, openDatabase } from "../token-service/database";
import { replaceSigningKeys, rotateSigningKeys } from "../token-service/tokens/rotate-signing-keys";
import { KEY_SET_MAX_AGE, PUBLISHED_AFTER } from "../token-service/tokens/signing-keys";
import { Problem } from "./bootstrap/problem.mjs";
import { runScript } from "./run-script";

const minutes = (seconds: number) => `${Math.round(seconds / 60)} minutes`;

// `npm run rotate-keys`: a new key for JWTs. `npm run rotate-keys -- leaked`: the same when the keys so far may be in wrong hands.
await runScript(async () => {
  const [how] = process.argv.slice(2);
  if (how !== undefined && how !== "leaked") throw new Problem("Say npm run rotate-keys, or npm run rotate-keys -- leaked when a key may be in wrong hands.");
  const { TOKEN_SERVICE_DATABASE_URL: url, ENCRYPTION_KEY } = env();
  if (!url) throw new Problem("TOKEN_SERVICE_DATABASE_URL or DATABASE_URL must be set.");
  const database = openDatabase(url, createLog("rotate-keys", "warn"));
  try {
    if (how === "leaked") {
      const { kid } = await replaceSigningKeys(database, ENCRYPTION_KEY);
      console.log(
        `The key ${kid} takes the place of all keys so far, within seconds and without a restart. Every JWT that they signed is refused: ` +
          `here at once, and elsewhere when the key set is fetched again, within ${minutes(KEY_SET_MAX_AGE)}.`,
      );
    } else {
      const { kid, signsFrom } = await rotateSigningKeys(database, ENCRYPTION_KEY);
      if (signsFrom <= new Date()) console.log(`The key ${kid} signs from now on: there was none before it.`);
      else
        console.log(
          `The key ${kid} is published now and signs from ${signsFrom.toISOString()} on: whoever checks tokens may keep the key set for ${minutes(KEY_SET_MAX_AGE)}, ` +
            `and has it by then. The key before it stays published for ${minutes(PUBLISHED_AFTER)} more, until its last token has expired. Nothing needs a restart.`,
        );
    }
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new Problem("The database cannot be reached with the login of the token service. The first npm start makes that login.");
  } finally {
    await database.close();
  }
});
