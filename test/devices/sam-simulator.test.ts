import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../src-main/devices/sam-answers';
import { encodeFrame, FrameStream } from '../../src-main/devices/sam-frame';
import { encodeRequest, SAM_REQUESTS, type SamRequest } from '../../src-main/devices/sam-requests';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { citizenCard } from '../support/simulated-card-reader';

/** Status and data size of each answer, like "9F 4". */
function exchange(sam: SamSimulator, bytes: Uint8Array): string[] {
  const frames = sam.receive(bytes).flatMap((answer) => new FrameStream('answer').push(answer.bytes));
  return frames.map((frame) => {
    if (!frame.ok) return frame.error.code;
    const { status, data } = parseAnswer(frame.value);
    return `${status.toString(16).toUpperCase()} ${data.length}`;
  });
}

function ask(sam: SamSimulator, ...requests: SamRequest[]): string[] {
  return requests.flatMap((request) => exchange(sam, encodeRequest(request)));
}

function samWithCard(): SamSimulator {
  const sam = new SamSimulator();
  sam.present(citizenCard());
  return sam;
}

describe('a simulated security module', () => {
  it('tests itself and tells its number', () => {
    expect(ask(new SamSimulator(), 'selfTest', 'samId')).toEqual(['90 0', '90 16']);
  });

  it('finds, selects and reads the card that lies there', () => {
    expect(ask(samWithCard(), 'find', 'select', 'read')).toEqual(['9F 4', '90 8', '90 1284']);
  });

  it('has nothing to read without a card', () => {
    expect(ask(new SamSimulator(), 'find', 'select', 'read', 'newAddress')).toEqual(['80 0', '81 0', '41 0', '41 0']);
  });

  it('does not find a card again that it has read, and still tells that it lies there', () => {
    const sam = samWithCard();
    ask(sam, 'find', 'select', 'read');
    expect(ask(sam, 'find', 'newAddress', 'find')).toEqual(['80 0', '91 0', '80 0']);
  });

  it('finds a card again after it was lifted', () => {
    const sam = samWithCard();
    ask(sam, 'find', 'select', 'read');
    sam.lift();
    expect(ask(sam, 'find', 'newAddress')).toEqual(['80 0', '41 0']);
    sam.present(citizenCard());
    expect(ask(sam, 'find', 'select', 'read')).toEqual(['9F 4', '90 8', '90 1284']);
  });

  it('gives the appended address of a card that has one', () => {
    const sam = new SamSimulator();
    sam.present(citizenCard(), { newAddress: '测试省测试市新测试路2号' });
    expect(ask(sam, 'find', 'select', 'read', 'newAddress')).toEqual(['9F 4', '90 8', '90 1284', '90 70']);
  });

  it.each([
    [['select'], ['81 0']],
    [['read'], ['21 0']],
    [['find', 'read'], ['9F 4', '21 0']],
    [['find', 'newAddress'], ['9F 4', '21 0']],
    [['find', 'select', 'read', 'read'], ['9F 4', '90 8', '90 1284', '21 0']],
  ] as const)('refuses requests out of order: %j', (requests, answers) => {
    expect(ask(samWithCard(), ...requests)).toEqual(answers);
  });

  it('says what is wrong with a request', () => {
    const sam = new SamSimulator();
    const wrongCheck = encodeRequest('find').map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte));
    const wrongLength = encodeRequest('find').map((byte, i) => (i === 6 ? 1 : byte));
    expect([exchange(sam, wrongCheck), exchange(sam, wrongLength), exchange(sam, encodeFrame(Uint8Array.of(0x77, 0x77)))]).toEqual([
      ['10 0'], ['11 0'], ['21 0'],
    ]);
  });

  it('takes a request in pieces', () => {
    const sam = samWithCard();
    const find = encodeRequest('find');
    expect([exchange(sam, find.slice(0, 4)), exchange(sam, find.slice(4))]).toEqual([[], ['9F 4']]);
  });

  it('forgets a reading when its power goes', () => {
    const sam = samWithCard();
    ask(sam, 'find', 'select');
    sam.powerOff();
    expect(ask(sam, 'read')).toEqual(['21 0']);
  });

  it('spoils only the answer it was told to, as often as it was told', () => {
    const sam = samWithCard();
    sam.failNext('cardMoved', { on: 'read', times: 2 });
    expect(ask(sam, 'find', 'select', 'read', 'find', 'select', 'read', 'find', 'select', 'read')).toEqual([
      '9F 4', '90 8', '41 0', '9F 4', '90 8', '41 0', '9F 4', '90 8', '90 1284',
    ]);
  });

  it.each([
    ['silence', []],
    ['wrongCheck', ['wrongCheck']],
    ['wrongLength', ['wrongLength']],
    ['cutShort', []],
    ['unplugged', []],
    ['garbageBefore', ['9F 4']],
    ['selfTestFailed', ['60 0']],
  ] as const)('can fail by %s', (fault, answers) => {
    const sam = samWithCard();
    sam.failNext(fault);
    expect(ask(sam, 'find')).toEqual(answers);
  });

  it('takes the time it was given', () => {
    const sam = new SamSimulator({ read: 900 });
    const delays = (['find', 'read'] as const).map((request) => sam.receive(encodeRequest(request))[0]?.delayMs);
    expect(delays).toEqual([0, 900]);
    expect(SAM_REQUESTS.read.timeoutMs).toBeGreaterThan(900);
  });
});
