import type { CardRead, ReaderDevice, ReaderStatus } from '../../src-main/devices/card-reader';
import { CardReaderSession } from '../../src-main/devices/card-reader-session';
import type { OpenCarrier } from '../../src-main/devices/carriers/carrier';
import { Listeners } from '../../src-main/devices/listeners';
import type { Scheduler } from '../../src-main/devices/scheduler';
import { hurriedScheduler } from './simulated-card-reader-clock';

export interface SessionOnCarrier {
  session: CardReaderSession;
  reads: CardRead[];
  devices: (ReaderDevice | null)[];
  /** Resolves as soon as the condition holds, looked at whenever the reader tells something. */
  until: (condition: (status: ReaderStatus, reads: readonly CardRead[]) => boolean) => Promise<void>;
}

/** A session on a carrier, in hurried time. */
export function sessionOn(open: OpenCarrier, scheduler: Scheduler = hurriedScheduler): SessionOnCarrier {
  const reads: CardRead[] = [];
  const devices: (ReaderDevice | null)[] = [];
  const told = new Listeners<ReaderStatus>();
  const session = new CardReaderSession({
    open,
    scheduler,
    newReadId: () => `read-${reads.length + 1}`,
    onStatus: (status) => told.tell(status),
    onDevice: (device) => devices.push(device),
    onRead: (read) => {
      reads.push(read);
      told.tell(session.status());
    },
  });
  const until: SessionOnCarrier['until'] = (condition) => new Promise((resolve) => {
    const stop = told.add(look);
    function look(status: ReaderStatus): void {
      if (!condition(status, reads)) return;
      stop();
      resolve();
    }
    look(session.status());
  });
  return { session, reads, devices, until };
}

export function isState(state: ReaderStatus['state']): (status: ReaderStatus) => boolean {
  return (status) => status.state === state;
}
