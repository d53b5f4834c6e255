// A simulated reader on its own: `simulated-reader [--port N] [--host H] [--tell-answers]`. Says `{"address":"tcp://…"}` when it listens, then takes
// one JSON command a line on stdin and answers each with `{"ok":true}` or `{"ok":false,"error":"…"}` on stdout. Ends with its stdin.
// With --tell-answers also `{"answered":bytes,"at":ms}` as each answer goes out, `at` in milliseconds since 1970.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readReaderCommand, type ReaderCommand } from './reader-command';
import { SamSimulator } from './sam-simulator';
import { TcpReader } from './tcp-reader';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, host: { type: 'string', default: '127.0.0.1' }, 'tell-answers': { type: 'boolean', default: false } } });
const sam = new SamSimulator();
const reader = new TcpReader({
  sam, host: values.host, port: Number(values.port),
  onAnswered: (bytes) => {
    if (values['tell-answers']) say({ answered: bytes, at: performance.timeOrigin + performance.now() });
  },
});

async function obey(command: ReaderCommand): Promise<void> {
  switch (command.do) {
    case 'present':
      return sam.present(command.card, { newAddress: command.newAddress, fingerprints: new Uint8Array(command.fingerprintBytes) });
    case 'lift':
      return sam.lift();
    case 'fail':
      return sam.failNext(command.fault, command);
    case 'workAgain':
      return sam.workAgain();
    case 'takeTime':
      return sam.takeTime(command.ms);
    case 'becomeAnother':
      return sam.becomeAnother();
    case 'plug':
      return reader.plug();
    case 'unplug':
      return reader.unplug();
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await reader.plug();
say({ address: reader.address });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    await obey(readReaderCommand(line));
    say({ ok: true });
  } catch (error) {
    say({ ok: false, error: error instanceof Error ? error.message : 'unexpected' });
  }
}
await reader.unplug();
