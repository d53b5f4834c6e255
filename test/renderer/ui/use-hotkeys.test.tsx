import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useHotkeys, type Hotkeys } from '../../../src-renderer/ui/use-hotkeys';

function Keys({ hotkeys, enabled = true, children }: { hotkeys: Hotkeys; enabled?: boolean; children?: ReactNode }): ReactNode {
  useHotkeys(hotkeys, { enabled });
  return <><input aria-label="text" />{children}</>;
}

describe('keys of a screen', () => {
  it('act, and are then taken from the page', () => {
    const open = vi.fn();
    render(<Keys hotkeys={{ F9: open }} />);
    const passedOn = fireEvent.keyDown(document.body, { key: 'F9' });
    expect(open).toHaveBeenCalledOnce();
    expect(passedOn).toBe(false);
  });

  it('with Alt find the digit, whatever that combination types', () => {
    const go = vi.fn();
    render(<Keys hotkeys={{ 'Alt+1': go }} />);
    fireEvent.keyDown(document.body, { key: '¡', code: 'Digit1', altKey: true });
    expect(go).toHaveBeenCalledOnce();
  });

  it('are left to a field that is being typed in, unless held with Alt or on the F row', async () => {
    const keys = { '/': vi.fn(), F9: vi.fn(), 'Alt+1': vi.fn() };
    render(<Keys hotkeys={keys} />);
    await userEvent.type(screen.getByLabelText('text'), '/{F9}');
    fireEvent.keyDown(screen.getByLabelText('text'), { key: '1', code: 'Digit1', altKey: true });
    expect(screen.getByLabelText('text')).toHaveValue('/');
    expect(keys['/']).not.toHaveBeenCalled();
    expect(keys.F9).toHaveBeenCalledOnce();
    expect(keys['Alt+1']).toHaveBeenCalledOnce();
  });

  it('act on a radio button, but for those that move or set it', () => {
    const keys = { 1: vi.fn(), ArrowDown: vi.fn() };
    render(<Keys hotkeys={keys}><input type="radio" aria-label="person" /></Keys>);
    fireEvent.keyDown(screen.getByLabelText('person'), { key: '1' });
    fireEvent.keyDown(screen.getByLabelText('person'), { key: 'ArrowDown' });
    expect(keys[1]).toHaveBeenCalledOnce();
    expect(keys.ArrowDown).not.toHaveBeenCalled();
  });

  it('are left to an input method that is composing a character', () => {
    const open = vi.fn();
    render(<Keys hotkeys={{ Enter: open }} />);
    fireEvent.keyDown(document.body, { key: 'Enter', isComposing: true });
    expect(open).not.toHaveBeenCalled();
  });

  it('are left to a dialog that is open above', () => {
    const open = vi.fn();
    render(<Keys hotkeys={{ F9: open }}><div role="dialog">PIN</div></Keys>);
    fireEvent.keyDown(document.body, { key: 'F9' });
    expect(open).not.toHaveBeenCalled();
  });

  it('do nothing once they are switched off or the screen is gone', () => {
    const open = vi.fn();
    const { rerender, unmount } = render(<Keys hotkeys={{ F9: open }} enabled={false} />);
    fireEvent.keyDown(document.body, { key: 'F9' });
    rerender(<Keys hotkeys={{ F9: open }} />);
    unmount();
    fireEvent.keyDown(document.body, { key: 'F9' });
    expect(open).not.toHaveBeenCalled();
  });
});
