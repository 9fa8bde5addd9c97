import { refuseOldNode } from "./bootstrap/node-version.mjs";

refuseOldNode();

Promise.all([import("./bootstrap/test.mjs"), import("./bootstrap/shutdown.mjs")]).then(([{ test }, { runCommand }]) =>
  runCommand(() => test(process.argv.slice(2)), { exitCodeWhenStopped: 130 }),
);
