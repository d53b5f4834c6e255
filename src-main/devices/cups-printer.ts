import { err, ok, type Result } from '../domain/result';

/** Runs a program to its end; `input` goes to its standard input. Status 127: the program is not there. */
export type RunProgram = (command: string, args: readonly string[], input?: Uint8Array) => Promise<{ status: number; stdout: string }>;

/** The default destination of CUPS, null without one (or without CUPS). */
async function findDefaultPrinter(run: RunProgram): Promise<string | null> {
  const asked = await run('lpstat', ['-d']);
  const named = /:\s*(\S+)\s*$/.exec(asked.stdout.trim())?.[1];
  if (asked.status !== 0) return null;
  if (named !== undefined) return named;
  const listed = await run('lpstat', ['-e']);
  return listed.stdout.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? null;
}

export async function hasCupsPrinter(run: RunProgram): Promise<boolean> {
  return (await findDefaultPrinter(run)) !== null;
}

/** Hands a PDF to the printer's queue; answers with its name. What the paper then does is the queue's. */
export async function printOverCups(run: RunProgram, pdf: Uint8Array, title: string): Promise<Result<string, string>> {
  const printer = await findDefaultPrinter(run);
  if (printer === null) return err('no printer');
  const sent = await run('lp', ['-d', printer, '-t', title, '-o', 'media=A4', '-'], pdf);
  return sent.status === 0 ? ok(printer) : err(`lp ${sent.status}`);
}
