import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import type { DeskReply } from '../../src-preload/contract/common';
import type { Channel, DeskApi, Input, Outputs, PushName, Pushes } from '../../src-preload/contract/desk-api';
import { deskKey, followAnswer } from './desk-cache';
import { asRefusal, DeskRefusal } from './desk-refusal';
import { RESEND_AFTER_MS, UnsettledCommand } from './unsettled-command';

declare global {
  interface Window {
    desk: DeskApi;
  }
}

const DeskContext = createContext<DeskApi | null>(null);

export function DeskClientProvider({ desk, children }: { desk: DeskApi; children: ReactNode }): ReactNode {
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

/** The desk behind this window. */
export function useDesk(): DeskApi {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('no desk: wrap the window in DeskProviders');
  return desk;
}

type Call = (input: unknown) => Promise<DeskReply<unknown>>;

/** One call. Answers the value or throws a `DeskRefusal`. */
export async function askDesk<C extends Channel>(desk: DeskApi, channel: C, input: Input<C>): Promise<Outputs[C]> {
  const [area = '', method = ''] = channel.split('.');
  const call = (desk as unknown as Record<string, Record<string, Call>>)[area]?.[method];
  if (call === undefined) throw new Error(`this window has no call ${channel}`);
  let reply: DeskReply<unknown>;
  try {
    reply = await call(input);
  } catch (thrown) {
    throw asRefusal(thrown);
  }
  if (!reply.ok) throw new DeskRefusal(reply.error);
  return reply.value as Outputs[C];
}

/** One call as a query, for screens that ask several at once (`useQueries`). */
export function deskQuery<C extends Channel>(desk: DeskApi, channel: C, input: Input<C>): { queryKey: QueryKey; queryFn: () => Promise<Outputs[C]> } {
  return { queryKey: deskKey(channel, input), queryFn: () => askDesk(desk, channel, input) };
}

export interface DeskQueryOptions {
  enabled?: boolean;
  /** Shows the last answer while another input is being asked: lists do not flicker. */
  keepPrevious?: boolean;
  /** Asks again after so many milliseconds, for what changes without anybody doing anything. */
  everyMs?: number;
}

/** Reads from the desk and stays fresh: pushes and commands mark it old (see desk-cache). */
export function useDeskQuery<C extends Channel>(channel: C, input: Input<C>, options: DeskQueryOptions = {}): UseQueryResult<Outputs[C], DeskRefusal> {
  const desk = useDesk();
  return useQuery<Outputs[C], DeskRefusal>({
    ...deskQuery(desk, channel, input),
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

type Commanded = { [C in Channel]: Input<C> extends { commandId: string } ? C : never }[Channel];

/** Calls that carry a command id. Complete by type: a new command of the contract fails to compile here. */
const CARRIES_COMMAND_ID: Readonly<Record<Commanded, true>> = {
  'cases.release': true, 'cases.takeOver': true, 'cases.refuse': true, 'cases.oweSupplement': true, 'cases.reopen': true,
  'identity.confirm': true, 'identity.consent': true,
  'review.confirmMaterial': true, 'review.checkField': true, 'review.decideMaterial': true, 'review.addImage': true, 'review.pass': true, 'review.sendBack': true,
  'corrections.request': true, 'corrections.decide': true, 'corrections.withdraw': true,
  'signing.present': true, 'documents.print': true, 'staff.add': true, 'site.close': true,
  'candidate.confirmSection': true, 'candidate.doubt': true, 'candidate.sign': true,
};

/** Input of a command as a screen gives it; the command id is added here. */
export type CommandInput<C extends Channel> = C extends Commanded ? Omit<Input<C>, 'commandId'> : Input<C>;

export interface DeskCommand<C extends Channel> {
  /** Sends the command. Answers the value, or null when refused (then `refusal` says why). Never throws. */
  send(input: CommandInput<C>): Promise<Outputs[C] | null>;
  pending: boolean;
  refusal: DeskRefusal | null;
  /** Forgets the refusal, e.g. when the person types again. */
  reset(): void;
}

/** Tells the desk to do something. A lost answer is asked for again under the same command id, so it happens once. */
export function useDeskCommand<C extends Channel>(channel: C): DeskCommand<C> {
  const desk = useDesk();
  const client = useQueryClient();
  const [carriesId] = useState(() => channel in CARRIES_COMMAND_ID);
  const [unsettled] = useState(() => new UnsettledCommand());
  const { mutateAsync, isPending, error, reset } = useMutation<Outputs[C], DeskRefusal, Input<C>>({
    mutationFn: (input) => askDesk(desk, channel, input),
    retry: (failures, refusal) => carriesId && unsettled.goesAgain(failures, refusal),
    retryDelay: (_, refusal) => (refusal.lost ? RESEND_AFTER_MS.here : RESEND_AFTER_MS.server),
    onSettled: (_, refusal) => unsettled.settle(refusal),
    onSuccess: (value, input) => followAnswer(client, channel, input, value),
  });
  const send = useCallback(async (input: CommandInput<C>) => {
    const sent = (carriesId ? { ...input, commandId: unsettled.idFor(input) } : input) as Input<C>;
    try {
      return await mutateAsync(sent);
    } catch {
      return null;
    }
  }, [carriesId, mutateAsync, unsettled]);
  return { send, pending: isPending, refusal: error, reset };
}

/** Listens to what the desk tells by itself, as long as the component is there. */
export function useDeskPush<P extends PushName>(name: P, listener: (value: Pushes[P]) => void): void {
  const desk = useDesk();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => desk.on(name, (value) => newest.current(value)), [desk, name]);
}
