import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './HoldButton.module.css';

/** So long the button is held; the same time fills it in `HoldButton.module.css`. */
export const HOLD_MS = 1_200;

export interface HoldButtonProps {
  disabled: boolean;
  describedBy?: string;
  onHeld(): void;
  /** Let go before the time. */
  onTooShort(): void;
  children: ReactNode;
}

/** A button that wants to be meant: pressed and held, by pointer, space bar or Enter, while it fills up. */
export function HoldButton(props: HoldButtonProps): ReactNode {
  // A button that is switched off in the middle of a hold begins anew.
  return <Holdable key={String(props.disabled)} {...props} />;
}

function Holdable({ disabled, describedBy, onHeld, onTooShort, children }: HoldButtonProps): ReactNode {
  const hold = useHold(onHeld, onTooShort);
  return (
    <button type="button" disabled={disabled} aria-describedby={describedBy} className={classes(styles.button, hold.holding && styles.holding)} data-holding={hold.holding}
      onPointerDown={(event) => {
        // Browsers tell a pointer's press to a disabled button too.
        if (disabled || event.button !== 0) return;
        keepPointer(event);
        hold.begin();
      }}
      onPointerUp={hold.end} onPointerCancel={hold.end} onBlur={hold.end}
      onKeyDown={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        if (!event.repeat) hold.begin();
      }}
      onKeyUp={(event) => {
        if (isPress(event)) hold.end();
      }}>
      <span className={styles.fill} aria-hidden="true" />
      <span className={styles.text}>{children}</span>
    </button>
  );
}

function isPress({ key }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter';
}

/** A finger that slides a little still holds the button. */
function keepPointer(event: PointerEvent<HTMLButtonElement>): void {
  try {
    event.currentTarget.setPointerCapture(event.pointerId);
  } catch {
    // A pointer that is gone already cannot be captured; its up or cancel follows.
  }
}

function useHold(onHeld: () => void, onTooShort: () => void): { holding: boolean; begin(): void; end(): void } {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const held = useRef(onHeld);
  useEffect(() => {
    held.current = onHeld;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  function stop(): void {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHolding(false);
  }
  return {
    holding,
    begin() {
      if (timer.current !== undefined) return;
      setHolding(true);
      timer.current = setTimeout(() => {
        stop();
        held.current();
      }, HOLD_MS);
    },
    end() {
      if (timer.current === undefined) return;
      stop();
      onTooShort();
    },
  };
}
