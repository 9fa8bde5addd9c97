import { refuseOldNode } from "./bootstrap/node-version.mjs";

refuseOldNode();

const [script, ...args] = process.argv.slice(2);

Promise.all([import("./bootstrap/run.mjs"), import("./bootstrap/shutdown.mjs")]).then(([{ run }, { runCommand }]) =>
  runCommand(() => run(script, args), { exitCodeWhenStopped: 130 }),
);
