/** Id of the part of the window below its bands. */
export const PAGE_ID = 'desk-page';

export function findPage(): HTMLElement | null {
  return document.getElementById(PAGE_ID);
}
