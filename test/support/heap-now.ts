import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const MEBIBYTE = 1024 ** 2;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are still in use on the heap of this process, after a collection. */
export function heapNow(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
