import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandPlace } from '../../src-main/command-line/command-place';
import { argon2PinHashing } from '../../src-main/app/pin-hashing';
import { adoptPolicyFile, type AdoptOptions } from '../../src-main/command-line/policy-commands';
import type { SitePolicy } from '../../src-main/domain/policy';
import { ok } from '../../src-main/domain/result';
import { openStore } from '../../src-main/storage/open-store';
import { setUpStore } from '../../src-main/workflows/set-up-store';
import { resourcesDir } from '../support/default-policy';
import { TRAINING_FACTS, withTemporaryFolder } from '../support/temporary-store';

const ADMINISTRATOR = { name: '测试管理员', pin: '280417', roles: ['administrator'] } as const;
const REVIEWER = { name: '测试初审员', pin: '391528', roles: ['reviewer'] } as const;
const SCHEDULE = [{ from: '2026-03-01', to: '2026-03-05', hours: ['08:00-12:00', '14:30-17:30'] }];

interface Ended {
  status: number;
  printed: string;
  told: string;
}

interface Site {
  dir: string;
  adopt(policy: unknown, options?: Partial<AdoptOptions>, pin?: string): Promise<Ended>;
  policy(): Promise<SitePolicy | null>;
  lastEvent(): Promise<{ kind: string; staffId: string | null; payload: unknown }>;
}

/** A live store that knows its site, with these people. */
function withSite(people: readonly { name: string; pin: string; roles: readonly ('reviewer' | 'administrator')[] }[], tell: (site: Site) => Promise<void>, knowsSite = true): Promise<void> {
  return withTemporaryFolder(async (dir) => {
    const made = await setUpStore({ dir, options: {}, keyStore: null, pins: argon2PinHashing(), clock: { now: () => new Date('2026-02-25T01:00:00Z') } }, { kind: 'live', deskId: 'desk-1', points: [], staff: people, passphrase: null });
    if (!made.ok) throw new Error(made.error.code);
    if (knowsSite) await made.value.store.inTransaction(async (tx) => ok(await tx.saveFacts({ ...(await tx.getFacts()), site: TRAINING_FACTS.site, zone: TRAINING_FACTS.zone, exam: TRAINING_FACTS.exam })));
    await made.value.store.close();
    const { key, recoveryCode } = made.value;
    const place: CommandPlace = { dataDir: dir, resourcesDir, entriesDir: dir, nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, storeKey: null, recoveryCode, keyFile: null };
    const looking = async <T>(look: (store: Extract<Awaited<ReturnType<typeof openStore>>, { ok: true }>['value']) => Promise<T>): Promise<T> => {
      const opened = await openStore({ dir, key });
      if (!opened.ok) throw new Error(opened.error.code);
      return look(opened.value).finally(() => opened.value.close());
    };
    await tell({
      dir,
      adopt: async (policy, options = {}, pin = '') => {
        const file = join(dir, 'policy.json');
        await writeFile(file, typeof policy === 'string' ? policy : JSON.stringify(policy));
        const ended = { printed: '', told: '' };
        const terminal = { print: (text: string) => void (ended.printed += text), tell: (text: string) => void (ended.told += text), askSecret: () => Promise.resolve(null) };
        const status = await adoptPolicyFile(place, file, { json: true, ...options }, terminal, () => Promise.resolve(pin));
        return { status, ...ended };
      },
      policy: () => looking(async (store) => (await store.findCurrentPolicy())?.policy ?? null),
      lastEvent: () => looking(async (store) => {
        const { seq } = await store.getAuditHead();
        const [event] = await store.listEvents({ fromSeq: seq, limit: 1 });
        return event!;
      }),
    });
  });
}

const WITH_DAYS = { format: 'countersign.policy', version: 1, schedule: SCHEDULE };

describe('`policy adopt`', () => {
  it('puts the file in force in the name of the administrator whose PIN was typed, and tells the log', () => withSite([ADMINISTRATOR, REVIEWER], async (site) => {
    const ended = await site.adopt(WITH_DAYS, { administrator: ADMINISTRATOR.name }, ADMINISTRATOR.pin);
    expect(ended).toMatchObject({ status: 0, told: '' });
    expect(await site.policy()).toMatchObject({ schedule: SCHEDULE, corrections: SCHEDULE, site: TRAINING_FACTS.site });
    const event = await site.lastEvent();
    expect(event).toMatchObject({ kind: 'policy.adopted', payload: JSON.parse(ended.printed) as object });
    expect(event.staffId).not.toBeNull();
  }));

  it.each([
    ['nobody is named', {}, '', 'role-missing', 'staff.added'],
    ['the PIN is wrong', { administrator: ADMINISTRATOR.name }, '000111', 'wrong-pin', 'staff.signInFailed'],
    ['the person is no administrator', { administrator: REVIEWER.name }, REVIEWER.pin, 'role-missing', 'attempt.refused'],
    ['nobody is called so', { administrator: '测试无此人' }, ADMINISTRATOR.pin, 'unknown-person', 'staff.added'],
  ] as const)('changes nothing when %s', (_what, options, pin, code, told) => withSite([ADMINISTRATOR, REVIEWER], async (site) => {
    const ended = await site.adopt(WITH_DAYS, options, pin);
    expect([ended.status, ended.printed, ended.told.split(':')[0]]).toEqual([3, '', code]);
    expect(await site.policy()).toBeNull();
    expect((await site.lastEvent()).kind).toBe(told);
  }));

  it('is open to whoever sets the store up, as long as nobody works there', () => withSite([], async (site) => {
    expect((await site.adopt(WITH_DAYS)).status).toBe(0);
    expect(await site.lastEvent()).toMatchObject({ kind: 'policy.adopted', staffId: null });
  }));

  it('wants the site’s package first', () => withSite([], async (site) => {
    const ended = await site.adopt(WITH_DAYS);
    expect([ended.status, ended.told.split(':')[0]]).toEqual([3, 'no-site']);
  }, false));

  it('names what is wrong in the file, with the path, and changes nothing', () => withSite([], async (site) => {
    const ended = await site.adopt({ ...WITH_DAYS, checks: { count: 3 } });
    expect([ended.status, ended.printed]).toEqual([1, '']);
    expect(ended.told).toMatch(/^checks\.count: wrong value/);
    expect(await site.policy()).toBeNull();
  }));

  it('is one with what the help says: the built-in policy can be adopted as it stands', () => withSite([], async (site) => {
    expect((await site.adopt(readFileSync(join(resourcesDir, 'policy/default-policy.json'), 'utf8'))).status).toBe(0);
  }));
});
