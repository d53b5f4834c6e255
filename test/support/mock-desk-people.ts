import type { CaseState } from '../../src-preload/contract/cases';
import type { StaffView } from '../../src-preload/contract/session';

export interface MockStaff extends StaffView {
  pin: string;
}

/** Invented people of the counter. */
export const MOCK_STAFF: readonly MockStaff[] = [
  { id: 'staff-lin', name: '林一舟', roles: ['reviewer'], active: true, pin: '246810' },
  { id: 'staff-chen', name: '陈南星', roles: ['reviewer'], active: true, pin: '135791' },
  { id: 'staff-zhou', name: '周知远', roles: ['approver', 'administrator'], active: true, pin: '112358' },
];

export interface MockCandidate {
  registrationNo: string;
  name: string;
  /** Pinyin initials, as the desk would find them. */
  initials: string;
  idNumber: string;
  category: string;
  categoryName: string;
  workUnit: string;
  point: string;
  state: CaseState;
}

const LONG_UNIT = '测试省第一人民医院（测试省临床医学研究院、测试医科大学附属第一医院）北院区医疗联合体社区卫生服务中心第三门诊部';

/** Invented candidates, area code 99: rare characters, a dotted name, an untyped character, a very long unit, every state. */
export const MOCK_CANDIDATES: readonly MockCandidate[] = [
  candidate(1, '林小禾', 'lxh', '110', '临床执业医师', '测试市人民医院', 'waiting'),
  candidate(2, '陆㛃', 'lj', '110', '临床执业医师', '测试市中医院', 'inReview'),
  candidate(3, '范𬭎', 'fh', '120', '口腔执业医师', '测试市口腔医院', 'waiting'),
  candidate(4, '阿依古丽·买买提', 'ayglmmt', '210', '临床执业助理医师', '测试县卫生院', 'readyToSign'),
  candidate(5, '王?宁', 'wn', '110', '临床执业医师', '测试市第二医院', 'checkedIn'),
  candidate(6, '张长明', 'zcm', '140', '中医执业医师', LONG_UNIT, 'waiting'),
  candidate(7, '苏静安', 'sja', '110', '临床执业医师', '测试市人民医院', 'signed'),
  candidate(8, '何田田', 'htt', '220', '口腔执业助理医师', '测试市口腔医院', 'supplementOwed'),
  candidate(9, '高远', 'gy', '110', '临床执业医师', '测试市第三医院', 'refused'),
  candidate(10, '唐可', 'tk', '120', '口腔执业医师', '测试市口腔医院', 'inReview'),
];

function candidate(n: number, name: string, initials: string, category: string, categoryName: string, workUnit: string, state: CaseState): MockCandidate {
  const serial = String(n).padStart(6, '0');
  const idNumber = `99000020000101${String(n).padStart(3, '0')}2`;
  return { registrationNo: `20269901${serial}`, name, initials, idNumber, category, categoryName, workUnit, point: '测试报名点一', state };
}

const FAMILY = ['林', '陆', '范', '何', '苏', '唐', '高', '许'];
const GIVEN = ['安', '宁', '可', '一鸣', '知行', '若水', '子衿', '小满', '清和'];
const STATES: readonly CaseState[] = ['waiting', 'waiting', 'waiting', 'waiting', 'signed', 'inReview', 'checkedIn'];

/** The nth of any number of invented candidates, for lists that must be long. */
export function manyCandidate(n: number): MockCandidate {
  const name = `${FAMILY[n % FAMILY.length] ?? ''}${GIVEN[Math.floor(n / FAMILY.length) % GIVEN.length] ?? ''}`;
  const made = candidate(n, name, '', '110', '临床执业医师', `测试市第${(n % 40) + 1}医院`, STATES[n % STATES.length] ?? 'waiting');
  return { ...made, point: `测试报名点${(n % 5) + 1}` };
}
