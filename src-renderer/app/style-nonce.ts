let admitted: string | null = null;

/** The nonce by which main admits styles to this page; null where there is no policy, e.g. in tests. */
export function findPageNonce(): string | null {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === undefined || nonce === '' ? null : nonce;
}

/**
 * Gives the page's nonce to every style element made from here on. antd's own styles have it already; its scroll lock
 * and scroll bar measuring (@rc-component/util) know no nonce and would be refused by the page's policy.
 */
export function admitLibraryStyles(nonce: string): void {
  if (admitted === nonce) return;
  admitted = nonce;
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
