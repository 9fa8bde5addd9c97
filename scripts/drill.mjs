import { refuseOldNode } from "./bootstrap/node-version.mjs";

refuseOldNode();

Promise.all([import("./bootstrap/drill.mjs"), import("./bootstrap/shutdown.mjs")]).then(([{ drill }, { runCommand }]) =>
  runCommand(() => drill(process.argv[2]), { exitCodeWhenStopped: 130 }),
);
