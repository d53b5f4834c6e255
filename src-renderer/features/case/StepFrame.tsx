import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './keys/ActionButton';
import { KeyOverlay } from './keys/KeyOverlay';
import type { KeyedAction } from './keys/keyed-action';
import { useActionKeys } from './keys/use-action-keys';
import type { Room } from './room';
import { RoomNotice } from './RoomNotice';
import styles from './case.module.css';

export interface StepFrameProps {
  room: Room;
  /** What this step offers beside the actions on the whole case. A key of the step goes before the same key of the case. */
  actions: readonly KeyedAction[];
  /** An answer of the desk is awaited: the main button shows it, and the keys rest. */
  busy?: boolean;
  /** Something of the step's own lies over it: the keys rest. */
  covered?: boolean;
  /** Beside the main button, e.g. what one key is going to confirm. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The work of a step above, what can be done below, each button with its key. */
export function StepFrame({ room, actions, busy = false, covered = false, aside, children }: StepFrameProps): ReactNode {
  const { t } = useTranslation();
  const work = useRef<HTMLDivElement>(null);
  const all = withoutOldWords(room, [...actions, ...room.caseActions.filter((general) => !actions.some((own) => own.keys.some((key) => general.keys.includes(key))))]);
  const tellWhy = (action: KeyedAction): void => room.tell(action.blocked);
  useActionKeys(all, tellWhy, room.panel === null && !busy && !covered);
  useEffect(() => {
    if (room.panel === null) takeFocus(work.current);
  }, [room.panel]);
  const buttons = (group: KeyedAction['group']): ReactNode =>
    all.filter((action) => action.group === group && action.place === 'bar').map((action) => (
      <ActionButton key={action.name} action={action} onBlocked={tellWhy} busy={busy && action.look === 'primary'} size={action.look === 'primary' ? 'large' : 'middle'} />
    ));
  return (
    <>
      <div ref={work} data-work="" className={styles.work} tabIndex={-1}>{children}</div>
      <div className={styles.told}><RoomNotice refusal={room.told} onClose={() => room.tell(null)} /></div>
      <footer className={styles.bar} aria-label={t('case:bar')}>
        <div className={styles.caseButtons}>{buttons('case')}</div>
        <div className={styles.aside}><span>{aside}</span></div>
        <div className={styles.stepButtons}>{buttons('step')}</div>
      </footer>
      {room.panel?.kind === 'keys' && <KeyOverlay actions={all} onClose={room.closePanel} />}
    </>
  );
}

/** What was told about one key does not stay on the screen when another is pressed. */
function withoutOldWords(room: Room, actions: readonly KeyedAction[]): readonly KeyedAction[] {
  return actions.map((action) => ({
    ...action,
    run() {
      room.tell(null);
      action.run();
    },
  }));
}

/** Focus that went nowhere comes to the work, so that the next key is heard and a screen reader reads on from here. */
function takeFocus(work: HTMLElement | null): void {
  const now = document.activeElement;
  if (now === null || now === document.body) work?.focus({ preventScroll: true });
}
