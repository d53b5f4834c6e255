import type { PolicyView, WaitingPolicyView } from '../../src-preload/contract/policy';
import type { Desk } from '../app/desk';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { policyProblemText } from '../packages/policy-problem';
import { adoptWaitingPolicy, findWaitingPolicy, type WaitingPolicy } from '../workflows/proposed-policy';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAllowed, whenAtWork, type AtWork } from './guard';

function waitingView(waiting: WaitingPolicy): WaitingPolicyView {
  const { packageId, importedAt } = waiting;
  if (waiting.sound) return { packageId, importedAt, digest: waiting.digest, differences: waiting.differences, problems: [] };
  const problems = waiting.problems.map((problem) => ({ 'zh-CN': policyProblemText(problem, 'zh-CN'), en: policyProblemText(problem, 'en') }));
  return { packageId, importedAt, digest: null, differences: [], problems };
}

async function policyView(desk: Desk, { open }: AtWork): Promise<PolicyView> {
  const { store } = open.ports;
  const waiting = await findWaitingPolicy(store, desk.tables.policyDefaults);
  return { digest: (await store.findCurrentPolicy())?.digest ?? null, waiting: waiting === null ? null : waitingView(waiting) };
}

export function policyHandlers(desk: Desk): Pick<Handlers, 'policy.get' | 'policy.adopt'> {
  return {
    'policy.get': () => whenAtWork(desk, async (at) => ok(await policyView(desk, at))),
    'policy.adopt': ({ digest, administrator }) => whenAllowed(desk, 'policy.adopt', async (at) => {
      const consent = await admitConsent(at, administrator);
      if (!consent.ok) return consent;
      if (consent.value === null) return refusal('unknown-person');
      const adopted = await adoptWaitingPolicy(at.open.ports, desk.tables.policyDefaults, digest, { deskId: at.actor.deskId, ...consent.value });
      return adopted.ok ? ok(await policyView(desk, at)) : adopted;
    }),
  };
}
