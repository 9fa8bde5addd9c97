import { readFileSync } from "node:fs";

export function readVitestReport(file, exitCode) {
  const report = readReport(file);
  return count({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, exitCode);
}

export function readPlaywrightReport(file, exitCode) {
  const stats = readReport(file)?.stats;
  return count({ passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) }, exitCode);
}

// A run that failed without a failed test crashed: that counts as one.
function count({ passed, failed }, exitCode) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
