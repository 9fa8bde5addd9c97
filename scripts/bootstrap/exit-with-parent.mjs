// Preloaded into what a command starts: the channel closes however the command ends. Grandchildren inherit the preload, not the parent.
if (process.channel && process.env.EXIT_WITH_PARENT === String(process.ppid)) {
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), 5000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
