/** One calm line per step that has something to do. */
export function say(line) {
  console.log(`  ${line}`);
}
