import type { IdentityMethod, MaterialDecisionKind } from '../domain/case-record';
import type { FieldKey, FieldSection } from '../domain/fields';
import { FIELD_HEADERS } from '../domain/fields';
import type { SealRole } from '../domain/seal-form';

/** A fixed text of a paper: Chinese leads, English stands small beside it. */
export interface Label {
  zh: string;
  en: string;
}

/** A label and what stands beside it. */
export interface Fact {
  label: Label;
  value: string;
}

const FIELD_ENGLISH: Readonly<Record<FieldKey, string>> = {
  registrationNo: 'Registration no.', revision: 'Notice revision', category: 'Category', name: 'Name', idType: 'ID document', idNumber: 'ID number',
  sex: 'Sex', birthDate: 'Date of birth', nation: 'Ethnicity', nationality: 'Nationality', educationLevel: 'Education', degree: 'Degree',
  schoolingYears: 'Schooling years', studyForm: 'Form of study', school: 'School', major: 'Major', enrolledOn: 'Enrolled', graduatedOn: 'Graduated',
  diplomaNo: 'Diploma no.', workUnit: 'Work unit', workUnitCode: 'Unit code', unitNature: 'Nature of unit', unitAffiliation: 'Affiliation',
  trialUnit: 'Trial unit', trialFrom: 'Trial from', trialTo: 'Trial to', assistantCertificateNo: 'Assistant certificate no.',
  practiceCertificateNo: 'Practising certificate no.', firstRegisteredOn: 'First registered', military: 'Military', additionalTest: 'Additional test',
  mobile: 'Mobile', email: 'E-mail', address: 'Address', point: 'Registration point', appointmentAt: 'Appointment', onlineStatus: 'Online status',
  onlineOpinion: 'Online opinion',
};

/** The heading that a registration package carries, with English beside it. */
export function fieldLabel(field: FieldKey): Label {
  return { zh: FIELD_HEADERS[field], en: FIELD_ENGLISH[field] };
}

export const SECTION_LABELS: Readonly<Record<FieldSection, Label>> = {
  registration: { zh: '报考信息', en: 'Registration' },
  person: { zh: '考生身份', en: 'Candidate' },
  education: { zh: '学历', en: 'Education' },
  unit: { zh: '工作与试用', en: 'Employment and trial period' },
  certificates: { zh: '证书与加试', en: 'Certificates' },
  contact: { zh: '联系方式', en: 'Contact' },
  online: { zh: '网上报名', en: 'Online registration' },
};

export const DECISION_LABELS: Readonly<Record<MaterialDecisionKind, Label>> = {
  accepted: { zh: '合格', en: 'accepted' },
  acceptedWithCommitment: { zh: '凭承诺书接受', en: 'acceptedWithCommitment' },
  contested: { zh: '有异议', en: 'contested' },
};

export const METHOD_LABELS: Readonly<Record<IdentityMethod, Label>> = {
  chip: { zh: '读取证件芯片', en: 'chip' },
  document: { zh: '人工核对证件', en: 'document' },
  temporaryId: { zh: '临时居民身份证', en: 'temporaryId' },
  policeCertificate: { zh: '公安机关身份证明', en: 'policeCertificate' },
  consent: { zh: '负责人同意', en: 'consent' },
  simulated: { zh: '模拟读卡（培训）', en: 'simulated' },
};

export const ROLE_LABELS: Readonly<Record<SealRole, Label>> = {
  reviewer: { zh: '初审人', en: 'First reviewer' },
  secondReviewer: { zh: '复审人', en: 'Second reviewer' },
  approver: { zh: '审批人', en: 'Approver' },
};

export const TRAINING_MARK: Label = { zh: '培训用 · 非正式文件', en: 'TRAINING - NOT AN OFFICIAL PAPER' };
