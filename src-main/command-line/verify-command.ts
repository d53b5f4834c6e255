import { existsSync, readFileSync } from 'node:fs';
import { verifyResultPackage } from '../packages/result-verify';
import { EXIT, type Terminal } from './terminal';

/** `verify PACKAGE… [--site-key FILE|FINGERPRINT]`: everything that openssl, sha256sum and pdfsig would say, and the chain. */
export async function verifyCommand(paths: readonly string[], options: { siteKey?: string; json: boolean }, terminal: Terminal): Promise<number> {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) {
    terminal.tell(`verify: ${missing} cannot be read`);
    return EXIT.refused;
  }
  const siteKey = options.siteKey !== undefined && existsSync(options.siteKey) ? readFileSync(options.siteKey, 'utf8') : options.siteKey;
  const verdict = await verifyResultPackage(paths, siteKey === undefined ? {} : { siteKey });
  const sound = verdict.trusted ? 'sound' : 'sound, origin not checked';
  const lines = verdict.problems.map(({ code, path, message }) => `${code} ${path ?? ''} ${message}`);
  terminal.print(options.json ? JSON.stringify(verdict) : [verdict.sound ? sound : 'not sound', ...lines].join('\n'));
  if (verdict.problems.some(({ code }) => code === 'unreadable')) return EXIT.refused;
  return verdict.sound ? EXIT.done : EXIT.problems;
}
