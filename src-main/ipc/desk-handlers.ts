import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { readinessChecks } from '../app/readiness';
import { verifyStoredChain } from '../workflows/verify-chain';
import { ok } from '../domain/result';
import type { Handlers } from './answer-call';
import { whenAtWork } from './guard';

export function deskHandlers(desk: Desk, machine: Machine): Pick<Handlers, 'readiness.get' | 'audit.verify'> {
  return {
    'readiness.get': () => whenAtWork(desk, async () => ok(await readinessChecks(desk, machine))),
    'audit.verify': () => whenAtWork(desk, async ({ open }) => ok(await verifyStoredChain(open.ports.store))),
  };
}
