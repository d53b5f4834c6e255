import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The PIN of a person at the terminal: from COUNTERSIGN_PIN, else from a prompt that shows nothing of it; never an argument. */
export async function askPin(name: string): Promise<string> {
  const given = process.env['COUNTERSIGN_PIN'];
  if (given !== undefined) return given;
  process.stderr.write(`PIN (${name}): `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  // Without a terminal the input may end before a line came: nobody typed anything.
  const ended = new Promise<string>((settle) => asking.once('close', () => settle('')));
  const pin = await Promise.race([asking.question(''), ended]);
  asking.close();
  process.stderr.write('\n');
  return pin.trim();
}
