import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaseView } from '../../../src-preload/contract/cases';
import type { DeskRefusal } from '../../app/desk-refusal';
import { useDeskCommand, useDeskPush, useDeskQuery } from '../../app/desk-client';

/** Another desk's lease ends without anybody telling: as long as it holds, the desk is asked now and then. */
const LEASE_MAY_END_MS = 15_000;

export interface OpenedCase {
  view: CaseView | null;
  /** Why the case is not shown. */
  refusal: DeskRefusal | null;
  openAgain(): void;
}

/** The desk forgets card and picture when the page is gone; a page that only mounted anew is not. */
function useLeaving(registrationNo: string): void {
  const { send } = useDeskCommand('cases.leave');
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
      queueMicrotask(() => {
        if (!isShown.current) void send({ registrationNo });
      });
    };
  }, [send, registrationNo]);
}

/**
 * Opens the case at this desk once, then follows it: what other desks, the candidate or the card reader do arrives by itself.
 * What was read before is not shown until the desk has answered: the case may have moved on.
 */
export function useCase(registrationNo: string): OpenedCase {
  const [opened, setOpened] = useState(false);
  const { send, refusal } = useDeskCommand('cases.open');
  const [isElsewhere, setElsewhere] = useState(false);
  const { data, error, refetch } = useDeskQuery('cases.get', { registrationNo }, { enabled: opened, ...(isElsewhere ? { everyMs: LEASE_MAY_END_MS } : {}) });
  const heldElsewhere = data !== undefined && data.claim !== null && !data.claim.mine;
  if (heldElsewhere !== isElsewhere) setElsewhere(heldElsewhere);
  const open = useCallback(() => {
    void send({ registrationNo }).then((answer) => {
      if (answer !== null) setOpened(true);
    });
  }, [send, registrationNo]);
  useEffect(open, [open]);
  useLeaving(registrationNo);
  useDeskPush('reader.cardRead', ({ outcome }) => {
    // Somebody else's card takes away the one that was read for this case.
    if (opened && outcome === 'one') void refetch();
  });
  return { view: (opened ? data : null) ?? null, refusal: refusal ?? error, openAgain: open };
}
