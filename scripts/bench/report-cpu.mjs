// Preloaded into each server: what it has cost is asked of the process itself, threads included.
process.on("message", (message) => {
  if (message !== "cpu") return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
