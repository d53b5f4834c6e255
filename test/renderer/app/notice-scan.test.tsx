import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LONGEST_MS } from '../../../src-renderer/app/scan-detector';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';
import { serveImages } from '../serve-images';

const LIN = '20269901000001';

function opened(desk: MockDesk): string[] {
  return desk.calls.filter(({ channel }) => channel === 'cases.open').map(({ input }) => (input as { registrationNo: string }).registrationNo);
}

/** A key of a scanner, which comes 5 ms after the last one however long the page takes over each. */
function scannerKeys(target: Element): (code: string, key: string, repeat?: boolean) => boolean {
  let at = performance.now() + 1000;
  return (code, key, repeat = false) => {
    const event = new KeyboardEvent('keydown', { code, key, repeat, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
    return target.dispatchEvent(event);
  };
}

function codeOf(sign: string): string {
  if (sign === ' ' || sign === '<') return sign === ' ' ? 'Space' : 'IntlBackslash';
  return /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`;
}

/** As a scanner types; with an input method on, keys keep their code and lose their character. */
function scan(text: string, { key = (digit: string): string => digit, repeat = false, ends = true }: { key?: (digit: string) => string; repeat?: boolean; ends?: boolean } = {}): boolean[] {
  const target = document.activeElement ?? document.body;
  const press = scannerKeys(target);
  let results: boolean[] = [];
  act(() => {
    const characters = [...text].map((sign, i) => press(codeOf(sign), key(sign.toLowerCase()), repeat && i > 0));
    results = [...characters, ...(ends ? [press('Enter', 'Enter')] : [])];
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

  describe('while a case is open', () => {
    /** A card whose name only a human can judge: 1 and 3 answer, Enter confirms. */
    async function asked(): Promise<ReturnType<typeof showStaffWindow>> {
      serveImages('load');
      const shown = showStaffWindow();
      await screen.findByRole('navigation');
      act(() => shown.desk.tapCard([LIN], { name: 'needsHuman' }));
      await screen.findByText('有项目需要您来判断');
      return shown;
    }

    it.each([
      ['digits that are keys of the desk', '13131313131313', {}],
      ['digits that look like a key held down', '11111111111111', { repeat: true }],
      ['letters that are keys of the desk', 'WNWNWNWNWN', {}],
      ['a line of a passport', 'P<UTOERIKSSON<<ANNA<MARIA', {}],
      ['words in a code', 'W N1 3 E N W 13', {}],
      ['digits of a scanner that ends with no Enter', '13131313131313', { ends: false }],
    ])('%s press none of them', async (_what, text, how) => {
      const { desk } = await asked();
      scan(text, how);
      await act(() => new Promise((settle) => window.setTimeout(settle, 2 * LONGEST_MS)));
      expect(screen.getByText('有项目需要您来判断')).toBeInTheDocument();
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
      expect(desk.calls.filter(({ channel }) => channel === 'identity.confirm')).toEqual([]);
    });

    it('a person’s key acts as ever, and in its order with the next one', async () => {
      const { user, desk } = await asked();
      await user.keyboard('1{Enter}');
      await waitFor(() => expect(desk.calls.find(({ channel }) => channel === 'identity.confirm')?.input).toMatchObject({ answers: { name: 'same' } }));
    });

    it('a person’s key alone acts once the desk knows that no more of them come', async () => {
      const { user } = await asked();
      await user.keyboard('3');
      expect(await screen.findByText('有项目判为不符')).toBeInTheDocument();
    });
  });

  it('does nothing while a case is open, and its Enter confirms nobody', async () => {
    serveImages('load');
    const { desk } = showStaffWindow();
    await screen.findByRole('navigation');
    act(() => desk.tapCard([LIN]));
    await screen.findByRole('heading', { name: '林小禾' });
    const goesOn = scan('99999999999999');
    expect(goesOn.at(-1)).toBe(false);
    expect([opened(desk), desk.calls.filter(({ channel }) => channel === 'identity.confirm')]).toEqual([[LIN], []]);
  });
});

describe('the lines of a passport', () => {
  const [first, second] = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] as const;

  it('are looked up once the second has come, and are not repeated on the screen when nobody registered with them', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('navigation');
    scan(first);
    scan(second);
    const told = await screen.findByRole('alert');
    expect(told).toHaveTextContent('没有找到用这本护照报名的人');
    expect(told).not.toHaveTextContent(/L898902C3/i);
    const searched = desk.calls.filter(({ channel }) => channel === 'cases.list').map(({ input }) => (input as { text: string }).text.toUpperCase());
    expect(searched.filter((text) => text !== '')).toEqual([second]);
  });
});
