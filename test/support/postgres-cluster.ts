import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ClusterOptions {
  /** Whether a commit reaches the disk; ordinary tests do without. */
  durable?: boolean;
  /** Further settings of the server, `name=value`. */
  settings?: readonly string[];
}

/** A PostgreSQL server of our own, thrown away when it is stopped. */
export interface PostgresCluster {
  port: number;
  dir: string;
  process: ChildProcess;
  /** Address of a database for a role; every role is trusted. */
  urlOf(role: string, database: string): string;
  stop(): Promise<void>;
}

/** Superuser of the cluster. */
export const CLUSTER_OWNER = 'postgres';

/** Folder of the newest PostgreSQL on this machine. */
export function findBinaries(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).toSorted((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).find((dir) => existsSync(join(dir, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return found;
}

/** The server refuses to run as root: whoever it runs as instead, nobody else when that is not needed. */
export function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const numberOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: numberOf('-u'), gid: numberOf('-g') };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function isReady(server: ChildProcess): Promise<void> {
  let told = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (told.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => { reject(new Error(`PostgreSQL did not start: ${told}`)); });
  });
}

const NOT_DURABLE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/** Makes and starts a cluster on a port of 127.0.0.1 and a socket in its own folder. Whoever starts it stops it; one that does not start leaves nothing. */
export async function startCluster(options: ClusterOptions = {}): Promise<PostgresCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-pg-'));
  try {
    return await startIn(dir, options);
  } catch (cause) {
    rmSync(dir, { recursive: true, force: true });
    throw cause;
  }
}

async function startIn(dir: string, options: ClusterOptions): Promise<PostgresCluster> {
  const [bin, user] = [findBinaries(), serverUser()];
  if (user.uid !== undefined) chownSync(dir, user.uid, user.gid);
  const data = join(dir, 'data');
  // Made with a collation that is not C, as most servers are: what the desk sorts by is its own affair.
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', CLUSTER_OWNER, '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'], { stdio: 'pipe', cwd: dir, ...user });
  const port = await findFreePort();
  const settings = [...(options.durable ? [] : NOT_DURABLE), 'max_connections=200', ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', dir, '-h', '127.0.0.1', '-p', String(port), ...settings], { stdio: ['ignore', 'ignore', 'pipe'], cwd: dir, ...user });
  await isReady(server);
  return {
    port,
    dir,
    process: server,
    urlOf: (role, database) => `postgresql://${role}@127.0.0.1:${port}/${database}`,
    async stop() {
      // A signal to the whole group of processes may have ended it already.
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGINT');
        await ended;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
