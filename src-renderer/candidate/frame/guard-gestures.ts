/**
 * What a finger, a pen's button or a stray hand on the keyboard could do to the page itself is kept away: menu, drag,
 * selection, zoom. Answers a function that lets go again.
 */
export function guardGestures(page: Document): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const refuse = (event: Event): void => event.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop']) page.addEventListener(name, refuse, { signal });
  page.addEventListener('selectstart', (event) => {
    if (!isTyping(event.target)) event.preventDefault();
  }, { signal });
  page.addEventListener('wheel', (event) => {
    if (event.ctrlKey) event.preventDefault();
  }, { signal, passive: false });
  page.addEventListener('touchmove', (event) => {
    if (event.touches.length > 1) event.preventDefault();
  }, { signal, passive: false });
  page.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && ZOOM_KEYS.has(event.key)) event.preventDefault();
  }, { signal });
  return () => stop.abort();
}

const ZOOM_KEYS: ReadonlySet<string> = new Set(['+', '-', '=', '_', '0']);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea') !== null;
}
