import { PREAMBLE } from '../sam-frame';

/** The parts of a USB configuration that decide over pipes, as WebUSB describes them. */
export interface UsbConfigurationFacts {
  interfaces: readonly {
    interfaceNumber: number;
    alternate: { endpoints: readonly { endpointNumber: number; direction: string; type: string; packetSize: number }[] };
  }[];
}

export interface Pipe {
  endpoint: number;
  packetBytes: number;
}

/**
 * The two ways in which vendor-class readers move frames (reference section 2.2). `whole`: one pipe each way. `split`: the head
 * (preamble and length) on the pipe with the lower number, the rest on the other.
 */
export type Pipes =
  | { kind: 'whole'; interfaceNumber: number; out: Pipe; in: Pipe }
  | { kind: 'split'; interfaceNumber: number; out: Pipe; in: Pipe; restOut: Pipe; restIn: Pipe };

export const HEAD_BYTES = PREAMBLE.length + 2;
const USED_TYPES = ['bulk', 'interrupt'];

function pipesOf(each: UsbConfigurationFacts['interfaces'][number], direction: 'in' | 'out'): Pipe[] {
  return each.alternate.endpoints
    .filter((endpoint) => endpoint.direction === direction && USED_TYPES.includes(endpoint.type))
    .sort((a, b) => a.endpointNumber - b.endpointNumber)
    .map(({ endpointNumber, packetSize }) => ({ endpoint: endpointNumber, packetBytes: packetSize }));
}

/** The first interface with pipes both ways; null when the device has none. Pipes are told by direction, not by number. */
export function findPipes({ interfaces }: UsbConfigurationFacts): Pipes | null {
  for (const each of interfaces) {
    const { interfaceNumber } = each;
    const [firstOut, secondOut] = pipesOf(each, 'out');
    const [firstIn, secondIn] = pipesOf(each, 'in');
    if (firstOut === undefined || firstIn === undefined) continue;
    if (secondOut === undefined || secondIn === undefined) return { kind: 'whole', interfaceNumber, out: firstOut, in: firstIn };
    return { kind: 'split', interfaceNumber, out: firstOut, in: firstIn, restOut: secondOut, restIn: secondIn };
  }
  return null;
}
