import { act, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DeskProviders } from '../../../src-renderer/app/DeskProviders';
import { allStrokes } from '../../../src-renderer/candidate/sign/ink';
import { SignatureArea } from '../../../src-renderer/candidate/sign/SignatureArea';
import { SignatureInk } from '../../../src-renderer/candidate/sign/signature-ink';
import { createMockDesk } from '../../support/mock-desk-api';
import { WithoutStyles } from '../without-styles';
import { drawLine, placeArea } from './candidate-desk';

const desk = createMockDesk();

function show(signature = new SignatureInk()): { signature: SignatureInk; area: HTMLElement; unmount(): void } {
  const { unmount } = render(<DeskProviders desk={desk.api} language="zh-CN" size="touch"><SignatureArea signature={signature} startedAt={0} empty locked={false} /></DeskProviders>, { wrapper: WithoutStyles });
  const area = screen.getByRole('img', { name: '签名区' });
  placeArea(area);
  return { signature, area, unmount };
}

function places(signature: SignatureInk): (readonly [number, number])[][] {
  return allStrokes(signature.ink).map(({ samples }) => samples.map(([x, y]) => [x, y] as const));
}

describe('the signing area', () => {
  it('keeps where the pointer was, in hundredths of its own pixels', () => {
    const { signature, area } = show();
    drawLine(area, [[10, 20], [30.5, 40.25]]);
    expect(places(signature)).toEqual([[[1_000, 2_000], [3_050, 4_025], [3_050, 4_025]]]);
  });

  it('keeps every sample that the device gave between two frames', () => {
    const { signature, area } = show();
    const between = [5, 6, 7].map((x) => new PointerEvent('pointermove', { pointerId: 1, pointerType: 'pen', pressure: 0.25, tiltX: 30, clientX: 100 + x, clientY: 205 }));
    fireEvent.pointerDown(area, { pointerId: 1, pointerType: 'pen', button: 0, clientX: 104, clientY: 205 });
    fireEvent.pointerMove(area, { pointerId: 1, pointerType: 'pen', clientX: 107, clientY: 205, coalescedEvents: between });
    expect(allStrokes(signature.ink)[0]?.samples.slice(1).map((sample) => sample.slice(0, 5))).toEqual([[500, 500, 16_384, 30, 0], [600, 500, 16_384, 30, 0], [700, 500, 16_384, 30, 0]]);
  });

  it('does not draw with the second button', () => {
    const { signature, area } = show();
    fireEvent.pointerDown(area, { pointerId: 1, pointerType: 'pen', button: 2, clientX: 110, clientY: 210 });
    expect(places(signature)).toEqual([]);
  });

  it('keeps the line when the pointer is taken away', () => {
    const { signature, area } = show();
    fireEvent.pointerDown(area, { pointerId: 1, pointerType: 'touch', button: 0, clientX: 110, clientY: 210 });
    fireEvent.pointerMove(area, { pointerId: 1, pointerType: 'touch', clientX: 120, clientY: 210 });
    fireEvent.pointerCancel(area, { pointerId: 1, pointerType: 'touch' });
    expect(places(signature)).toHaveLength(1);
    expect(signature.ink.phase.name).toBe('idle');
  });

  it('takes a touch for the resting hand while a pen is over the page', () => {
    const { signature, area } = show();
    fireEvent.pointerMove(document.body, { pointerId: 9, pointerType: 'pen' });
    drawLine(area, [[10, 10], [20, 20]], { pointerType: 'touch' });
    expect(places(signature)).toEqual([]);
    drawLine(area, [[10, 10], [20, 20]], { pointerType: 'pen', pointerId: 9 });
    expect(places(signature)).toHaveLength(1);
  });

  it('goes on in the same measure when the screen changes its size under a signature', () => {
    const { signature, area } = show();
    drawLine(area, [[100, 100], [200, 100]]);
    placeArea(area, { left: 0, top: 0, width: 400, height: 150 });
    drawLine(area, [[100, 50], [150, 50]]);
    expect(places(signature)[1]).toEqual([[20_000, 10_000], [30_000, 10_000], [30_000, 10_000]]);
    expect(signature.areaFor({ width: 400, height: 150 })).toEqual({ width: 800, height: 300 });
  });

  it('takes the new size as its measure when everything was cleared', () => {
    const { signature, area } = show();
    drawLine(area, [[100, 100], [200, 100]]);
    act(() => signature.clear());
    expect(signature.areaFor({ width: 400, height: 150 })).toEqual({ width: 400, height: 150 });
  });

  it('loses no ink when it is drawn anew, scrolled or Escape is pressed', () => {
    const { signature, area, unmount } = show();
    drawLine(area, [[10, 20], [30, 40]]);
    const before = places(signature);
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.scroll(document);
    unmount();
    const again = show(signature);
    drawLine(again.area, [[50, 60], [70, 80]]);
    expect(places(signature).slice(0, 1)).toEqual(before);
    expect(places(signature)).toHaveLength(2);
  });

  it('hears nothing any more once it has gone', () => {
    const { signature, area, unmount } = show();
    unmount();
    drawLine(area, [[10, 20], [30, 40]]);
    expect(places(signature)).toEqual([]);
  });
});
