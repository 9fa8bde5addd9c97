// Old Node versions must be able to parse this file, and print its sentence.

export function isSupportedNode(version) {
  var numbers = version.split(".").map(Number);
  var major = numbers[0];
  var minor = numbers[1];
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
}

export function refuseOldNode() {
  if (isSupportedNode(process.versions.node)) return;
  console.error(
    "Gatehouse needs Node 20.19, 22.12, or 24 and newer, and this is Node " +
      process.versions.node +
      ": install one of those from https://nodejs.org and run the command again.",
  );
  process.exit(1);
}
