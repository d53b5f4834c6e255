import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITTED, fitScale, panBy, placementOf, turnedSize, turnRight, zoomAt, type ImageView, type Placement, type Point, type QuarterTurn, type Size } from '../../../src-renderer/features/case/viewer/image-view';

const sizes = fc.record({ width: fc.integer({ min: 100, max: 6000 }), height: fc.integer({ min: 100, max: 6000 }) });
const panes = fc.record({ width: fc.integer({ min: 200, max: 2000 }), height: fc.integer({ min: 200, max: 2000 }) });
const turns = fc.constantFrom<QuarterTurn>(0, 90, 180, 270);
const factors = fc.double({ min: 0.2, max: 5, noNaN: true });

/** The point of the image, in its own pixels from its centre, that lies under a point of the pane. */
function imagePointUnder({ x, y, scale, turn }: Placement, pointer: Point): Point {
  const angle = (-turn * Math.PI) / 180;
  const [dx, dy] = [(pointer.x - x) / scale, (pointer.y - y) / scale];
  return { x: dx * Math.cos(angle) - dy * Math.sin(angle), y: dx * Math.sin(angle) + dy * Math.cos(angle) };
}

function isInSight(view: ImageView, image: Size, pane: Size): boolean {
  const { x, y, scale, turn } = placementOf(view, image, pane);
  const lying = turnedSize(image, turn);
  return Math.abs(x) <= (lying.width * scale + pane.width) / 2 && Math.abs(y) <= (lying.height * scale + pane.height) / 2;
}

describe('looking at an image', () => {
  it('fits the whole image into the pane, however it is turned', () => {
    fc.assert(fc.property(sizes, panes, turns, (image, pane, turn) => {
      const scale = fitScale(image, pane, turn);
      const lying = turnedSize(image, turn);
      expect(lying.width * scale).toBeLessThanOrEqual(pane.width + 1e-6);
      expect(lying.height * scale).toBeLessThanOrEqual(pane.height + 1e-6);
    }));
  });

  it('keeps the point under the pointer where it is while zooming, as long as the edge allows', () => {
    const [image, pane] = [{ width: 1600, height: 2200 }, { width: 500, height: 600 }];
    fc.assert(fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), fc.double({ min: 1, max: 4, noNaN: true }), (x, y, factor) => {
      const pointer = { x, y };
      const before = imagePointUnder(placementOf(FITTED, image, pane), pointer);
      const after = imagePointUnder(placementOf(zoomAt(FITTED, factor, pointer, image, pane), image, pane), pointer);
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    }));
  });

  it('never loses the image out of the pane, whatever is done to it', () => {
    const steps = fc.array(fc.oneof(
      fc.record({ kind: fc.constant('zoom' as const), factor: factors, x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) }),
      fc.record({ kind: fc.constant('pan' as const), dx: fc.integer({ min: -4000, max: 4000 }), dy: fc.integer({ min: -4000, max: 4000 }) }),
      fc.record({ kind: fc.constant('turn' as const) }),
    ), { maxLength: 30 });
    fc.assert(fc.property(sizes, panes, steps, (image, pane, done) => {
      const view = done.reduce<ImageView>((now, step) => {
        if (step.kind === 'zoom') return zoomAt(now, step.factor, step, image, pane);
        return step.kind === 'pan' ? panBy(now, step.dx, step.dy, image, pane) : turnRight(now, image, pane);
      }, FITTED);
      expect(isInSight(view, image, pane)).toBe(true);
      expect(placementOf(view, image, pane).scale).toBeGreaterThan(0);
    }));
  });

  it('stands upright again after four quarter turns', () => {
    fc.assert(fc.property(sizes, panes, (image, pane) => {
      const turned = [1, 2, 3, 4].reduce<ImageView>((view) => turnRight(view, image, pane), FITTED);
      expect(turned).toEqual(FITTED);
    }));
  });

  it('keeps what is in the middle in the middle when it is turned', () => {
    const [image, pane] = [{ width: 1600, height: 1600 }, { width: 500, height: 500 }];
    const view = panBy(zoomAt(FITTED, 3, { x: 0, y: 0 }, image, pane), 40, -25, image, pane);
    const before = imagePointUnder(placementOf(view, image, pane), { x: 0, y: 0 });
    const after = imagePointUnder(placementOf(turnRight(view, image, pane), image, pane), { x: 0, y: 0 });
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('follows the pane while it is fitted, and stays as it was set once it was moved', () => {
    const image = { width: 1000, height: 1000 };
    expect(placementOf(FITTED, image, { width: 500, height: 500 }).scale).toBe(0.5);
    expect(placementOf(FITTED, image, { width: 250, height: 500 }).scale).toBe(0.25);
    const moved = panBy(FITTED, 10, 0, image, { width: 500, height: 500 });
    expect(placementOf(moved, image, { width: 250, height: 500 }).scale).toBe(0.5);
  });
});
