import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../src-preload/contract/cases';
import type { CardReadView } from '../../src-preload/contract/session';
import { deskKey } from './desk-cache';
import { useDeskPush } from './desk-client';

export interface CardTap {
  /** A tap that opened nothing by itself: none or several matches, or a card of somebody else while a case is open. */
  told: CardReadView | null;
  dismiss(): void;
  open(registrationNo: string): void;
}

/** Steps at which the counter is through with the case: the next card may open the next one by itself. */
const THROUGH: readonly CaseView['step'][] = ['done', 'aside'];

/** A card put down anywhere opens its case. While another candidate's case is under way, the clerk is asked first. */
export function useCardTap(openCase: string | null, onOpen: (registrationNo: string) => void): CardTap {
  const [told, setTold] = useState<CardReadView | null>(null);
  const client = useQueryClient();
  function isUnderWay(registrationNo: string): boolean {
    const view = client.getQueryData<CaseView>(deskKey('cases.get', { registrationNo }));
    return view === undefined || !THROUGH.includes(view.step);
  }
  useDeskPush('reader.cardRead', (read) => {
    const [only] = read.registrationNos;
    const opens = read.outcome === 'one' && only !== undefined && (openCase === null || openCase === only || !isUnderWay(openCase));
    setTold(opens ? null : read);
    if (opens) onOpen(only);
  });
  return {
    told,
    dismiss: () => setTold(null),
    open(registrationNo) {
      setTold(null);
      onOpen(registrationNo);
    },
  };
}
