import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';

/** Where a site's shared store is: `postgresql://role@host:port/database?sslmode=verify-full&sslrootcert=/path/ca.pem`. */
export interface ServerAddress {
  url: string;
}

/** A server's address, taken apart. */
export interface ServerPlace {
  /** Host name, IP address, or the folder of a Unix socket. */
  host: string;
  port: number;
  database: string;
  role: string | null;
  /** Null where the environment (PGPASSWORD, PGPASSFILE) is to tell it. */
  password: string | null;
  /** Null on this machine itself; else the server's certificate is checked against its name. */
  tls: { rootCertificate: string | null } | null;
}

export type AddressTrouble =
  | { code: 'server-address-malformed'; detail: string }
  /** Anything that leaves the machine is encrypted and checked: TLS with `sslmode=verify-full`, nothing less. */
  | { code: 'server-tls-required'; host: string };

const POSTGRESQL_PORT = 5432;
const KNOWN_OPTIONS = new Set(['host', 'sslmode', 'sslrootcert']);

/** A socket's folder, or an address that no packet leaves this machine for. */
export function isOnThisMachine(host: string): boolean {
  if (host.startsWith('/')) return true;
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host.toLowerCase() === 'localhost';
}

function parseUrl(url: string): URL | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && ['postgres:', 'postgresql:'].includes(parsed.protocol) ? parsed : null;
}

function textOf(part: string): string | null {
  return part === '' ? null : decodeURIComponent(part);
}

function hostOf(parsed: URL): string {
  return parsed.searchParams.get('host') ?? parsed.hostname.replaceAll(/^\[|\]$/g, '');
}

function placeOf(parsed: URL): Result<ServerPlace, AddressTrouble> {
  const [host, database] = [hostOf(parsed), textOf(parsed.pathname.slice(1))];
  if (host === '' || database === null) return err({ code: 'server-address-malformed', detail: 'host and database are needed' });
  const mode = parsed.searchParams.get('sslmode');
  if (!isOnThisMachine(host) && mode !== 'verify-full') return err({ code: 'server-tls-required', host });
  return ok({
    host,
    database,
    port: parsed.port === '' ? POSTGRESQL_PORT : Number(parsed.port),
    role: textOf(parsed.username),
    password: textOf(parsed.password),
    tls: mode === 'verify-full' ? { rootCertificate: parsed.searchParams.get('sslrootcert') } : null,
  });
}

/** A server's address as a person gives it, part by part. */
export interface ServerSteps {
  host: string;
  port: number;
  database: string;
  role: string;
  password: string;
  /** File with the certificate of the site's own authority; null where the system knows the one that signed. */
  authority: string | null;
}

/** Another machine is reached by checked TLS, whoever asks; this one also without. What makes no address is told by whoever parses it. */
export function serverUrl({ host, port, database, role, password, authority }: ServerSteps): string {
  const plain = `postgresql://${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURIComponent(database)}`;
  if (!URL.canParse(plain)) return plain;
  const url = new URL(plain);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  if (authority !== null || !isOnThisMachine(host)) url.searchParams.set('sslmode', 'verify-full');
  if (authority !== null) url.searchParams.set('sslrootcert', authority);
  return url.toString();
}

/** An address as it may be written down. */
export function withoutPassword({ url }: ServerAddress): string {
  const parsed = parseUrl(url);
  if (parsed === null) return '';
  parsed.password = '';
  return parsed.toString();
}

/** Takes an address apart and refuses what would send the record over a wire unchecked. Says nothing of the password. */
export function parseServerAddress({ url }: ServerAddress): Result<ServerPlace, AddressTrouble> {
  const parsed = parseUrl(url);
  if (parsed === null) return err({ code: 'server-address-malformed', detail: 'not a postgresql:// address' });
  const unknown = [...parsed.searchParams.keys()].find((option) => !KNOWN_OPTIONS.has(option));
  if (unknown !== undefined) return err({ code: 'server-address-malformed', detail: `unknown option ${unknown}` });
  try {
    const place = placeOf(parsed);
    const authority = place.ok ? place.value.tls?.rootCertificate ?? null : null;
    return authority === null || existsSync(authority) ? place : err({ code: 'server-address-malformed', detail: `no file ${authority}` });
  } catch {
    return err({ code: 'server-address-malformed', detail: 'a %-sequence is broken' });
  }
}
