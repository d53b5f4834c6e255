import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

const LIN = '20269901000001';

function opened(desk: MockDesk): string[] {
  return desk.calls.filter(({ channel }) => channel === 'cases.open').map(({ input }) => (input as { registrationNo: string }).registrationNo);
}

/** A key of a scanner, which comes 5 ms after the last one however long the page takes over each. */
function scannerKeys(target: Element): (code: string, key: string) => boolean {
  let at = performance.now() + 1000;
  return (code, key) => {
    const event = new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
    return target.dispatchEvent(event);
  };
}

/** As a scanner types; with an input method on, keys keep their code and lose their character. */
function scan(text: string, { key = (digit: string): string => digit }: { key?: (digit: string) => string } = {}): boolean[] {
  const target = document.activeElement ?? document.body;
  const press = scannerKeys(target);
  let results: boolean[] = [];
  act(() => {
    results = [...[...text].map((digit) => press(`Digit${digit}`, key(digit))), press('Enter', 'Enter')];
  });
  return results;
}

describe('the barcode of a notice', () => {
  it('opens its case, and not the row that was chosen in the list', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('textbox', { name: /查找|姓名|搜索/ });
    scan('20269901000002');
    await waitFor(() => expect(opened(desk)).toEqual(['20269901000002']));
  });

  it('leaves the search as it was, although the scanner typed into it', async () => {
    const { user } = showStaffWindow();
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: /查找|姓名|搜索/ });
    await user.type(field, '林');
    const press = scannerKeys(field);
    act(() => {
      for (const digit of '99999999999999') {
        press(`Digit${digit}`, digit);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, `${field.value}${digit}`);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      press('Enter', 'Enter');
    });
    expect(await screen.findByText(/没有找到条码 99999999999999/)).toBeInTheDocument();
    expect(field.value).toBe('林');
  });

  it('is understood while a Chinese input method takes the keys', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('navigation');
    scan(LIN, { key: () => 'Process' });
    await waitFor(() => expect(opened(desk)).toEqual([LIN]));
  });

  it('that nobody is registered under says what to do', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('navigation');
    scan('99999999999999');
    expect(await screen.findByRole('alert')).toHaveTextContent('没有找到条码 99999999999999');
    expect(opened(desk)).toEqual([]);
  });

  it('scanned into a field that is typed in stays there', async () => {
    const { user, desk } = showStaffWindow(createMockDesk({ signedIn: '周知远' }));
    await screen.findByRole('navigation');
    await user.keyboard('{Alt>}5{/Alt}');
    (await screen.findByLabelText('姓名')).focus();
    expect(scan('99999999999999').every((goesOn) => goesOn)).toBe(true);
    expect([opened(desk), screen.queryByText(/没有找到条码/)]).toEqual([[], null]);
  });

  it('does nothing while a case is open, and its Enter confirms nobody', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('navigation');
    act(() => desk.tapCard([LIN]));
    await screen.findByRole('heading', { name: '林小禾' });
    const goesOn = scan('99999999999999');
    expect(goesOn.at(-1)).toBe(false);
    expect([opened(desk), desk.calls.filter(({ channel }) => channel === 'identity.confirm')]).toEqual([[LIN], []]);
  });
});
