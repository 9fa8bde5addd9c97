import { refuseOldNode } from "./bootstrap/node-version.mjs";

refuseOldNode();

Promise.all([import("./bootstrap/start.mjs"), import("./bootstrap/shutdown.mjs")]).then(([{ start }, { runCommand }]) =>
  runCommand(() => start({ isDemo: process.argv.includes("--demo") })),
);
