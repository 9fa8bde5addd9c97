import { refuseOldNode } from "./bootstrap/node-version.mjs";

refuseOldNode();

Promise.all([import("./bootstrap/bench.mjs"), import("./bootstrap/shutdown.mjs")]).then(([{ bench }, { runCommand }]) =>
  runCommand(bench, { exitCodeWhenStopped: 130 }),
);
