import { z } from 'zod';
import { SAM_REQUEST_NAMES, type SamRequest } from '../sam-requests';
import { SIMULATED_FAULTS } from './faults';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).nullable();
const holder = {
  name: z.string(), sexCode: z.string(), birthDate: day, idNumber: z.string(), validFrom: day,
  validUntil: z.union([day, z.literal('长期')]),
};
const card = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('citizen'), ...holder, nationCode: z.string(), address: z.string(), authority: z.string() }),
  z.strictObject({
    kind: z.literal('J'), ...holder, address: z.string(), authority: z.string(), travelPermitNo: z.string(), timesIssued: z.string(),
  }),
  z.strictObject({
    kind: z.literal('I'), ...holder, englishName: z.string(), nationality: z.string(), cardVersion: z.string(), acceptingAuthority: z.string(),
  }),
  z.strictObject({
    kind: z.literal('Y'), ...holder, englishName: z.string(), nationality: z.string(), timesRenewed: z.string(), oldNumberAssociation: z.string(),
  }),
]);

const readerCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('present'), card, newAddress: z.string().max(35).nullable().default(null), fingerprintBytes: z.literal([0, 512, 1024]).default(0) }),
  z.strictObject({ do: z.literal('lift') }),
  z.strictObject({
    do: z.literal('fail'),
    fault: z.enum(SIMULATED_FAULTS),
    on: z.enum(SAM_REQUEST_NAMES as [SamRequest, ...SamRequest[]]).nullable().default(null),
    times: z.int().min(1).default(1),
  }),
  z.strictObject({ do: z.literal('workAgain') }),
  z.strictObject({ do: z.literal('takeTime'), ms: z.partialRecord(z.enum(SAM_REQUEST_NAMES as [SamRequest, ...SamRequest[]]), z.int().min(0).max(60_000)) }),
  z.strictObject({ do: z.literal('becomeAnother') }),
  z.strictObject({ do: z.literal('plug') }),
  z.strictObject({ do: z.literal('unplug') }),
]);

/** What a simulated reader that runs on its own can be told, one JSON object a line. */
export type ReaderCommand = z.infer<typeof readerCommand>;

/** Throws with a message that tells what is wrong with the line. */
export function readReaderCommand(line: string): ReaderCommand {
  const read = readerCommand.safeParse(JSON.parse(line));
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return read.data;
}
