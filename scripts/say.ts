/**
 * One line of explanation for one thing that set-up does. It goes to stderr: stdout belongs to the task itself
 * (`npm run cli` prints data there).
 */
export function say(line: string): void {
  process.stderr.write(`[set-up] ${line}\n`);
}
