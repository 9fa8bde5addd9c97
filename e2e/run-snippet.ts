import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

type Person = (said: string) => Promise<string | undefined>;

/**
 * Runs code as somebody does who copied it from a page: saved to a file, with nothing but its secrets in the environment.
 * @param person what a person does once the snippet asks for one: the line that they type, if any.
 */
export async function runSnippet(label: string, code: string, secrets: Record<string, string>, person: Person = async () => undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "snippet-"));
  try {
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
    const file = join(folder, label === "curl" ? "snippet.sh" : "snippet.mjs");
    await writeFile(file, code);
    return await run(label === "curl" ? "bash" : process.execPath, file, secrets, person);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(command: string, file: string, secrets: Record<string, string>, person: Person): Promise<string> {
  const child = spawn(command, [file], { env: { PATH: process.env.PATH, NODE_ENV: "production", ...secrets } });
  let [said, complaint, hasAsked] = ["", "", false];
  child.stderr.on("data", (data) => (complaint += data));
  return new Promise((done, failed) => {
    child.stdout.on("data", (data) => {
      said += data;
      if (hasAsked || !asksForPerson.test(said)) return;
      hasAsked = true;
      person(said).then((line) => child.stdin.end(line === undefined ? "" : `${line}\n`), failed);
    });
    child.on("error", failed);
    child.on("close", (status) => (status === 0 ? done(said) : failed(new Error(`${command} ended with ${status}: ${complaint}${said}`))));
  });
}

// Of what a device shows, the line with the code is the last to come.
const asksForPerson = /Then paste the address|Show the person[\s\S]*[A-Z]{4}-[A-Z]{4}[\s\S]*\n/;
