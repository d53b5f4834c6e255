// Runs the program that WATCHED_MAIN names inside this Electron and says when its staff page can be worked with:
// marked as ready, visible, and drawn; its package.json gives it the desk's name, under which key rings know the desk. The program ends by itself once WATCHED_PAGES pages are marked.
import { app } from 'electron';
import { pathToFileURL } from 'node:url';

const MARKED = `new Promise((marked) => {
  const page = document.documentElement;
  const look = () => page.dataset.ready && marked(page.dataset.ready);
  new MutationObserver(look).observe(page, { attributes: true });
  look();
})`;
// What the desk's page shows: a desk that asks for its recovery code is up sooner, and is another thing. A bare page has none.
const PHASE = "globalThis.desk?.session.get({}).then(({ value }) => value?.phase) ?? 'bare'";
const DRAWN = 'new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))';

let left = Number(process.env.WATCHED_PAGES);
app.on('web-contents-created', (_event, contents) => contents.once('dom-ready', () => watch(contents)));
await import(pathToFileURL(process.env.WATCHED_MAIN).href);

async function watch(contents) {
  if ((await contents.executeJavaScript(MARKED)) === 'staff') {
    await contents.executeJavaScript(DRAWN);
    process.stdout.write(`drawn ${performance.timeOrigin + performance.now()}\n`);
    process.stdout.write(`phase ${await contents.executeJavaScript(PHASE)}\n`);
  }
  left -= 1;
  if (left === 0) app.quit();
}
