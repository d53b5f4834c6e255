import type { FieldValues } from '../domain/fields';
import type { CitizenCard } from '../domain/id-card';
import type { PaperKind, SampleSituation, Scan } from './sample-candidate';
import type { SampleCategory } from './sample-education';
import { SAMPLE_UNITS, type SampleUnitKey } from './sample-units';

/** The name that one of the people had when the diploma was made out. */
export const SAMPLE_FORMER_NAME = '孙晓萌';

/** What is told about one of the 24 people of the sample; everything else is the usual of their category. */
export interface CharacterPlan {
  situation: SampleSituation;
  name: string;
  sex: '男' | '女';
  birth: string;
  /** Sequence in the ID number, odd for men. */
  sequence: number;
  /** GB/T 3304. */
  nationCode: string;
  category: SampleCategory;
  unit?: SampleUnitKey;
  yearsAgo?: number;
  /** Registered values that are not the usual ones. */
  registered?: FieldValues;
  /** What every paper shows, where it is not what was registered. */
  shown?: FieldValues;
  /** What one paper shows, where it is not what the others show. */
  onPaper?: Partial<Record<PaperKind, FieldValues>>;
  /** Layouts in place of the usual ones. */
  instead?: Partial<Record<PaperKind, PaperKind>>;
  /** Papers beside the usual ones. */
  besides?: readonly PaperKind[];
  scans?: Partial<Record<PaperKind, Scan>>;
  returned?: { kind: PaperKind; opinion: string };
  card?: Partial<CitizenCard>;
  /** The identity document of whoever has no resident's card. `latinName`: surname and given names. */
  holds?:
    | { document: 'residencePermit' }
    | { document: 'foreignResidentOld' | 'foreignResidentNew' | 'passport'; country: { code: string; name: string }; latinName: readonly [string, string] };
  /** Same number, same looks: twins. */
  looksLike?: number;
}

/** The people of the sample in the order of their registration numbers; the first is the one the demonstration follows. */
export function charactersOf(examYear: number): readonly CharacterPlan[] {
  const { secondRenamed, county } = SAMPLE_UNITS;
  return [
    {
      situation: 'unitRenamed', name: '林知远', sex: '男', birth: '2000-01-01', sequence: 1, nationCode: '01', category: '110', unit: 'second',
      onPaper: { licence: { workUnit: secondRenamed.name }, unitRenamed: { workUnit: secondRenamed.name } }, besides: ['unitRenamed'],
    },
    { situation: 'rareCharacterA', name: '杨㛃', sex: '女', birth: '1999-03-14', sequence: 12, nationCode: '01', category: '110' },
    { situation: 'rareCharacterE', name: '陈𬭎', sex: '男', birth: '1998-11-02', sequence: 13, nationCode: '01', category: '120' },
    {
      situation: 'middleDot', name: '阿依努尔·库尔班', sex: '女', birth: '2000-07-21', sequence: 14, nationCode: '05', category: '110', unit: 'county',
      onPaper: { diploma: { name: '阿依努尔.库尔班' } },
    },
    { situation: 'untypedCharacter', name: '赵䶮', sex: '男', birth: '1999-09-09', sequence: 15, nationCode: '01', category: '141', registered: { name: '赵?' } },
    {
      situation: 'rotatedImage', name: '周明澈', sex: '男', birth: '2000-05-30', sequence: 17, nationCode: '01', category: '110', scans: { diploma: 'rotated' },
      holds: { document: 'foreignResidentNew', country: { code: 'CAN', name: '加拿大' }, latinName: ['ZHOU', 'MINGCHE'] },
    },
    { situation: 'largeImage', name: '吴雨桐', sex: '女', birth: '1999-12-24', sequence: 18, nationCode: '01', category: '120', scans: { trial: 'large' }, holds: { document: 'residencePermit' } },
    {
      situation: 'unitMoved', name: '郑启航', sex: '男', birth: '2000-02-29', sequence: 19, nationCode: '11', category: '110', unit: 'second',
      onPaper: { licence: { workUnit: county.name, workUnitCode: county.code }, unitMoved: { workUnit: county.name, workUnitCode: county.code } }, besides: ['unitMoved'],
    },
    {
      situation: 'formerName', name: '孙静宜', sex: '女', birth: '1999-06-18', sequence: 20, nationCode: '01', category: '130',
      onPaper: { diploma: { name: SAMPLE_FORMER_NAME }, education: { name: SAMPLE_FORMER_NAME } }, besides: ['formerName'],
    },
    {
      situation: 'pendingCertification', name: '何书瑶', sex: '女', birth: '2000-10-08', sequence: 22, nationCode: '15', category: '130',
      instead: { education: 'certificationReceipt' }, besides: ['pendingCommitment'],
    },
    {
      situation: 'assistantApplying', name: '马承泽', sex: '男', birth: '1996-04-05', sequence: 23, nationCode: '03', category: '110', unit: 'township', yearsAgo: 4,
      besides: ['assistantCertificate', 'practiceCertificate', 'practiceChanges'],
      registered: { educationLevel: '大专', degree: '', schoolingYears: '3', school: '样本医学高等专科学校', enrolledOn: `${examYear - 7}-09`, trialFrom: `${examYear - 2}-09`, trialTo: `${examYear}-02` },
    },
    {
      situation: 'freshGraduate', name: '高一诺', sex: '女', birth: '2002-08-16', sequence: 24, nationCode: '01', category: '130', yearsAgo: 0,
      registered: { enrolledOn: `${examYear - 5}-03`, graduatedOn: `${examYear}-01`, trialFrom: `${examYear}-02`, trialTo: `${examYear}-08` }, besides: ['graduateCommitment'],
      holds: { document: 'foreignResidentOld', country: { code: 'SGP', name: '新加坡' }, latinName: ['GAO', 'YINUO'] },
    },
    {
      situation: 'returnedImage', name: '罗思齐', sex: '男', birth: '2001-03-27', sequence: 25, nationCode: '08', category: '210',
      scans: { education: 'blurred' }, returned: { kind: 'education', opinion: '图片不清晰，证书编号无法辨认，请携带原件到现场核对' }, registered: { onlineStatus: '退回', onlineOpinion: '学历证书电子注册备案表图片不清晰' },
    },
    {
      situation: 'apprenticeship', name: '梁济民', sex: '男', birth: '1988-12-01', sequence: 27, nationCode: '01', category: '341',
      instead: { diploma: 'apprenticeCertificate', education: 'apprenticeRecord' },
    },
    {
      situation: 'expiredCard', name: '谢文博', sex: '男', birth: '1999-01-19', sequence: 29, nationCode: '01', category: '241',
      card: { validFrom: `${examYear - 11}-06-30`, validUntil: `${examYear - 1}-06-30` },
    },
    { situation: 'longTermCard', name: '宋慧兰', sex: '女', birth: '1975-02-11', sequence: 30, nationCode: '01', category: '141', yearsAgo: 8 },
    { situation: 'sameName', name: '王梓轩', sex: '男', birth: '2000-09-17', sequence: 31, nationCode: '01', category: '110' },
    { situation: 'sameName', name: '王梓轩', sex: '男', birth: '2001-05-06', sequence: 33, nationCode: '01', category: '210' },
    { situation: 'twin', name: '许嘉言', sex: '女', birth: '2000-04-23', sequence: 34, nationCode: '01', category: '120' },
    { situation: 'twin', name: '许嘉行', sex: '女', birth: '2000-04-23', sequence: 36, nationCode: '01', category: '110', looksLike: 18 },
    {
      situation: 'military', name: '沈毅', sex: '男', birth: '1998-08-01', sequence: 37, nationCode: '01', category: '110', unit: 'garrison',
      registered: { military: '是', additionalTest: '军事医学' }, besides: ['militaryConsent'],
    },
    {
      situation: 'masterDegree', name: 'CESHI ANNA MARIA', sex: '女', birth: '1997-10-30', sequence: 38, nationCode: '01', category: '110',
      registered: { educationLevel: '硕士', degree: '硕士', schoolingYears: '3', enrolledOn: `${examYear - 5}-09` }, besides: ['degree'],
      holds: { document: 'passport', country: { code: 'CAN', name: '加拿大' }, latinName: ['CESHI', 'ANNA MARIA'] },
    },
    { situation: 'ordinary', name: '田心怡', sex: '女', birth: '2000-12-12', sequence: 40, nationCode: '06', category: '142' },
    { situation: 'ordinary', name: '曹景行', sex: '男', birth: '2001-07-07', sequence: 41, nationCode: '01', category: '230' },
  ];
}
