import { useEffect, useRef, type CSSProperties, type PointerEvent, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PaperImageView } from '../../../../src-preload/contract/cases';
import { classes } from '../../../ui/classes';
import { atEdge } from '../../../ui/material-url';
import { IDLE, stepDrag, type DragState, type PointerInput } from './drag';
import { placementOf, type Placement, type Size } from './image-view';
import type { ImageViews } from './use-image-views';
import styles from './viewer.module.css';

export interface ImagePaneProps {
  image: PaperImageView;
  label: string;
  views: ImageViews;
  /** Several panes stand side by side, and this one has the keys. */
  marked: boolean;
}

const EDGES = [1600, 3200] as const;
const WHEEL_STEP = 0.0015;

/** One image on the desk: zoom to the pointer, drag, turn. What is drawn is the desk's watermarked rendering. */
export function ImagePane({ image, label, views, marked }: ImagePaneProps): ReactNode {
  const { t } = useTranslation();
  const pane = useRef<HTMLDivElement>(null);
  const drag = useRef<DragState>(IDLE);
  usePaneSize(pane, (size) => views.measure(image.sha256, size));
  useWheel(pane, (event, box) => {
    const pointer = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
    views.zoom(image, Math.exp(-event.deltaY * WHEEL_STEP), pointer);
  });
  const size = views.sizeOf(image);
  const placement = placementOf(views.viewOf(image.sha256), size, views.paneOf(image.sha256));

  function follow(input: PointerInput): void {
    const step = stepDrag(drag.current, input);
    drag.current = step.state;
    if (step.pan !== null) views.pan(image, step.pan.x, step.pan.y);
  }
  function press(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    views.activate(image.sha256);
    follow({ kind: 'down', pointerId: event.pointerId, at: pointOf(event) });
  }
  function keep(event: SyntheticEvent<HTMLImageElement>): void {
    const { naturalWidth, naturalHeight } = event.currentTarget;
    views.drawn(image, { width: naturalWidth || image.width, height: naturalHeight || image.height });
  }
  return (
    <div ref={pane} role="group" aria-label={label} className={classes(styles.pane, marked && styles.marked)}
      onPointerDown={press} onPointerMove={(event) => follow({ kind: 'move', pointerId: event.pointerId, at: pointOf(event) })}
      onPointerUp={(event) => follow({ kind: 'up', pointerId: event.pointerId, at: pointOf(event) })}
      onPointerCancel={(event) => follow({ kind: 'cancel', pointerId: event.pointerId })}>
      <img className={styles.image} style={styleOf(placement, size)} src={atEdge(image.url, edgeFor(placement, size))} alt={label} draggable={false}
        onLoad={keep} onError={() => views.fail(image.sha256)} />
      {views.failed.has(image.sha256) && <Alert className={styles.failed ?? ''} type="error" showIcon title={t('review:image.failed')} />}
    </div>
  );
}

function pointOf(event: PointerEvent): { x: number; y: number } {
  return { x: event.clientX, y: event.clientY };
}

function styleOf({ x, y, scale, turn }: Placement, size: Size): CSSProperties {
  return { width: size.width, height: size.height, transform: `translate(-50%, -50%) translate(${x}px, ${y}px) rotate(${turn}deg) scale(${scale})` };
}

/** The smallest rendering that is as sharp as the screen. */
function edgeFor({ scale }: Placement, size: Size): number {
  const wanted = Math.max(size.width, size.height) * scale * window.devicePixelRatio;
  return EDGES.find((edge) => edge >= wanted) ?? EDGES[1];
}

function usePaneSize(pane: RefObject<HTMLDivElement | null>, onSize: (size: Size) => void): void {
  const newest = useRef(onSize);
  useEffect(() => {
    newest.current = onSize;
  });
  useEffect(() => {
    const element = pane.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth > 0 && clientHeight > 0) newest.current({ width: clientWidth, height: clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane]);
}

/** React listens to the wheel passively; zooming must keep the page from scrolling. */
function useWheel(pane: RefObject<HTMLDivElement | null>, onWheel: (event: WheelEvent, box: DOMRect) => void): void {
  const newest = useRef(onWheel);
  useEffect(() => {
    newest.current = onWheel;
  });
  useEffect(() => {
    const element = pane.current;
    if (element === null) return undefined;
    const listen = (event: WheelEvent): void => {
      event.preventDefault();
      newest.current(event, element.getBoundingClientRect());
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [pane]);
}
