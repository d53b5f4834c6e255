#!/usr/bin/env node
// A sample helper: plays a reader with one invented card on it, by the protocol of helper.md. Start from it for a reader of your own:
// replace `answerTo` with calls of the vendor's library. Needs no package; any Node from 20 on runs it.
import { createInterface } from 'node:readline';

/** Text block of an invented citizen's card: UTF-16LE, fixed places, padded with spaces (256 bytes). */
function sampleText() {
  const places = [[0, '测试甲'], [30, '1'], [32, '01'], [36, '20000101'], [52, '测试省测试市测试路1号'], [122, '990000200001010012'], [158, '测试市公安局'], [188, '20200101'], [204, '长期']];
  const text = Buffer.from(' '.repeat(128), 'utf16le');
  for (const [offset, value] of places) text.write(value, offset, 'utf16le');
  return text;
}

/** One card, laid down at the start and never lifted: found and read once, then "not found" like a card that was read. */
let isRead = false;

function answerTo(request) {
  switch (request) {
    case 'find': return isRead ? { status: '80' } : { status: '9F', data: Buffer.alloc(4).toString('base64') };
    case 'select': return { status: '90', data: Buffer.alloc(8).toString('base64') };
    case 'read': {
      isRead = true;
      return { status: '90', text: sampleText().toString('base64'), photo: Buffer.alloc(1024).toString('base64') };
    }
    case 'newAddress': return { status: '91' };
    case 'samId': return { status: '90', data: Buffer.from('05000200A53A340187D6120078563412', 'hex').toString('base64') };
    case 'reset': case 'selfTest': return { status: '90' };
    default: return { status: '21' };
  }
}

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

say({ helper: 1, reader: 'Sample helper' });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: request } = JSON.parse(line);
  say({ id, ...answerTo(request) });
}
