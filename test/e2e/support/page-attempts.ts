import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';

/** A listener on this machine that a page must never reach. */
export interface Outside {
  /** `127.0.0.1:port` */
  host: string;
  /** Connections that arrived, whatever they wanted. */
  connections(): number;
  close(): Promise<void>;
}

export async function openOutside(): Promise<Outside> {
  let connections = 0;
  const server = createServer((_request, response) => response.setHeader('access-control-allow-origin', '*').end('reached'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    }),
  };
}

/** Every way in which a page could call out, tried from inside it. Answers with the ones that were refused, by name. */
export function tryToCallOut(page: Page, host: string): Promise<readonly string[]> {
  return page.evaluate(async (to) => {
    const url = `http://${to}/`;
    const refused = (name: string, attempt: Promise<unknown>): Promise<string> => attempt.then(() => `${name}: went out`, () => name);
    const failing = (make: (fail: () => void, load: () => void) => void): Promise<void> => new Promise((load, fail) => make(() => fail(new Error('refused')), () => load()));
    const element = (tag: string, set: Record<string, string>): Promise<void> => failing((fail, load) => {
      const made = Object.assign(document.createElement(tag), set);
      made.addEventListener('error', fail);
      made.addEventListener('load', load);
      document.head.append(made);
    });
    return Promise.all([
      refused('fetch', fetch(url)),
      refused('fetch without answer', fetch(url, { mode: 'no-cors' })),
      refused('secure fetch', fetch(`https://${to}/`)),
      refused('file', fetch('file:///etc/hostname')),
      refused('request', failing((fail, load) => {
        const request = new XMLHttpRequest();
        request.onerror = fail;
        request.onload = load;
        request.open('GET', url);
        request.send();
      })),
      refused('socket', failing((fail, load) => Object.assign(new WebSocket(`ws://${to}/`), { onerror: fail, onopen: load }))),
      refused('event stream', failing((fail, load) => Object.assign(new EventSource(url), { onerror: fail, onopen: load }))),
      refused('image', element('img', { src: `${url}image.png` })),
      refused('script', element('script', { src: `${url}script.js` })),
      refused('style', element('link', { rel: 'stylesheet', href: `${url}style.css` })),
      refused('module', import(/* @vite-ignore */ `${url}module.js`)),
      refused('font', new FontFace('outside', `url(${url}font.ttf)`).load()),
    ]);
  }, host);
}

/** Ways to run code that did not come with the app, tried from inside the page. Answers with the ones that ran. */
export function tryToRunCode(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const ran: string[] = [];
    // Whoever drives the page from outside is exempt from its policy; a task that the page begins itself is not.
    await new Promise((later) => setTimeout(later));
    Object.assign(window, { ranInline: (name: string) => ran.push(name) });
    const tries: Record<string, () => unknown> = {
      eval: () => globalThis.eval('1'),
      Function: () => new Function('return 1')(),
      WebAssembly: () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    };
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        attempt();
        ran.push(name);
      } catch {
        // Refused, as it should be.
      }
    }
    const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
    const script = document.createElement('script');
    script.textContent = 'ranInline("script")';
    const withNonce = document.createElement('script');
    withNonce.nonce = nonce;
    withNonce.textContent = 'ranInline("script with the nonce of styles")';
    const image = document.createElement('img');
    image.setAttribute('onerror', 'ranInline("handler")');
    image.src = 'data:image/png;base64,';
    const link = document.createElement('a');
    link.href = 'javascript:ranInline("address")';
    document.body.append(script, withNonce, image, link);
    link.click();
    // An address is followed in a task of its own, and the image fails in one that comes after it.
    await new Promise((told) => image.addEventListener('error', told));
    for (const made of [script, withNonce, image, link]) made.remove();
    return ran;
  });
}

/** What happens to a navigation that the page begins: whether main stopped it, and where the page then is. */
export async function tryToLeave(page: Page, from: 'staff' | 'candidate', app: ElectronApplication, url: string): Promise<{ stopped: boolean; at: string }> {
  const asked = app.evaluate(({ webContents }, host) => new Promise<boolean>((settle) => {
    const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith(`app://${host}/`));
    contents?.once('will-navigate', (event) => settle(event.defaultPrevented));
  }), from);
  // The listener is in place when main has answered a later call.
  await app.evaluate(() => undefined);
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
    link.remove();
  }, url);
  return { stopped: await asked, at: await page.evaluate(() => location.href) };
}
