import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { DeskDatabase } from '../../../src-main/storage/tables/desk-database';

const PACKAGE_ID = '00000000-0000-4000-8000-0000000000aa';
const AT = '2026-02-20T08:00:00+08:00';

/** Characters with their readings, the frequent ones first: a tenth of all people bear the first surname. */
const SURNAMES = [
  ...['王wang', '王wang', '李li', '张zhang', '刘liu', '陈chen', '杨yang', '赵zhao', '黄huang', '周zhou', '吴wu', '徐xu', '孙sun', '马ma', '朱zhu', '胡hu'],
  ...['郭guo', '何he', '林lin', '高gao'],
];
const GIVEN = [
  ...['伟wei', '芳fang', '娜na', '秀xiu', '英ying', '敏min', '静jing', '丽li', '强qiang', '磊lei', '军jun', '洋yang', '勇yong', '艳yan', '杰jie', '娟juan'],
  ...['涛tao', '明ming', '超chao', '霞xia', '平ping', '刚gang', '桂gui', '建jian', '国guo', '华hua', '文wen', '玉yu', '红hong', '梅mei', '兰lan'],
];

export interface Person {
  registrationNo: string;
  name: string;
  pinyin: string;
  initials: string;
  idNumber: string;
}

function pick(of: readonly string[], n: number): { sign: string; reading: string } {
  const entry = of[n % of.length] ?? '';
  return { sign: entry.slice(0, 1), reading: entry.slice(1) };
}

/** Spreads neighbours: people with like names do not stand side by side in the list. */
function mixed(n: number, step: number): number {
  return (n * step) % 1_000_003;
}

/** Invented person `n`, the same each time. */
export function personOf(n: number): Person {
  const parts = [pick(SURNAMES, mixed(n, 7919)), pick(GIVEN, mixed(n, 104_729)), pick(GIVEN, mixed(n, 15_485_863))];
  return {
    registrationNo: `20269901${String(1_000_000 + n).slice(-7)}`,
    name: parts.map(({ sign }) => sign).join(''), pinyin: parts.map(({ reading }) => reading).join(''), initials: parts.map(({ reading }) => reading.slice(0, 1)).join(''),
    idNumber: `990000${1960 + (n % 45)}${String(101 + (n % 12) * 100 + (n % 28)).padStart(4, '0')}${String(mixed(n, 611_953) % 10_000).padStart(4, '0')}`,
  };
}

const RARE = ['checkedIn', 'inReview', 'readyToSign', 'supplementOwed', 'refused'] as const;

/** Most have signed, a third waits, and of a thousand one or two are at a counter or aside. */
export function stateOf(n: number): string {
  if (n % 700 === 5) return RARE[Math.floor(n / 700) % RARE.length] ?? 'refused';
  return n % 3 === 0 ? 'waiting' : 'signed';
}

function rowOf(n: number): DeskDatabase['registration'] {
  const { registrationNo, name, pinyin, initials, idNumber } = personOf(n);
  return {
    registration_no: registrationNo, revision: 1, withdrawn: 0, package_id: PACKAGE_ID, package_created_at: AT, received: '{}', fields: '{}', extra: '{}', content_digest: '',
    photo: null, name, name_pinyin: pinyin, name_initials: initials, id_number: idNumber, id_tail: idNumber.slice(-4), category: '110', work_unit: '测试医院', point: '9901',
  };
}

const ROWS_A_STATEMENT = 500;

async function addPackage(trx: Transaction<DeskDatabase>): Promise<void> {
  await trx.insertInto('package').values({ package_id: PACKAGE_ID, created_at: AT, imported_at: AT, manifest_digest: '', sender: null, report: '{}' })
    .onConflict((c) => c.column('package_id').doNothing()).execute();
}

/** Adds people `from` up to `to`, each in the state of its number. The queue's states are set by hand: no case lies behind them. */
export async function addPeople(db: Kysely<DeskDatabase>, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 20_000) {
    await db.transaction().execute(async (trx) => {
      await addPackage(trx);
      const until = Math.min(to, at + 20_000);
      for (let n = at; n < until; n += ROWS_A_STATEMENT) {
        await trx.insertInto('registration').values(Array.from({ length: Math.min(ROWS_A_STATEMENT, until - n) }, (_, i) => rowOf(n + i))).execute();
      }
      for (const state of ['signed', ...RARE]) await moveTo(trx, state, at, until);
    });
  }
}

async function moveTo(trx: Transaction<DeskDatabase>, state: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, i) => from + i).filter((n) => stateOf(n) === state).map((n) => personOf(n).registrationNo);
  for (let i = 0; i < numbers.length; i += 2_000) {
    await sql`update case_queue set state = ${state} where registration_no in (${sql.join(numbers.slice(i, i + 2_000))})`.execute(trx);
  }
}
