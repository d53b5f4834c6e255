/**
 * Every field of a registration: key, and the Chinese header it carries in a registration package
 * (spec registration-package.md, candidates.csv). The order is the order of the confirmation sheet.
 */
export const FIELD_HEADERS = {
  registrationNo: '报名序号',
  revision: '通知单版本',
  category: '报考类别',
  name: '姓名',
  idType: '证件类型',
  idNumber: '证件编号',
  sex: '性别',
  birthDate: '出生日期',
  nation: '民族',
  nationality: '国籍',
  educationLevel: '报考学历',
  degree: '学位',
  schoolingYears: '学制',
  studyForm: '学习形式',
  school: '毕业学校',
  major: '毕业专业',
  enrolledOn: '入学年月',
  graduatedOn: '毕业年月',
  diplomaNo: '毕业证书编号',
  workUnit: '工作单位',
  workUnitCode: '机构代码',
  unitNature: '单位性质',
  unitAffiliation: '单位隶属',
  trialUnit: '试用机构',
  trialFrom: '试用起始',
  trialTo: '试用截止',
  assistantCertificateNo: '执业助理医师资格证书编码',
  practiceCertificateNo: '执业证书编码',
  firstRegisteredOn: '首次注册时间',
  military: '是否军人',
  additionalTest: '加试',
  mobile: '手机',
  email: '邮箱',
  address: '通讯地址',
  point: '报名点',
  appointmentAt: '预约时间',
  onlineStatus: '网上审核状态',
  onlineOpinion: '审核意见',
} as const;

export type FieldKey = keyof typeof FIELD_HEADERS;
export const FIELD_KEYS = Object.keys(FIELD_HEADERS) as readonly FieldKey[];

/** Values of a registration. Absent means empty. Unknown columns are kept under their own header. */
export type FieldValues = Partial<Record<FieldKey, string>>;

/** Every field stands in one of the groups in which the sheet and the candidate's screen show the fields; each group is one section to confirm. */
export const SHEET_SECTIONS = {
  registration: ['registrationNo', 'revision', 'category'],
  person: ['name', 'idType', 'idNumber', 'sex', 'birthDate', 'nation', 'nationality', 'military'],
  education: ['educationLevel', 'degree', 'schoolingYears', 'studyForm', 'school', 'major', 'enrolledOn', 'graduatedOn', 'diplomaNo'],
  unit: ['workUnit', 'workUnitCode', 'unitNature', 'unitAffiliation', 'trialUnit', 'trialFrom', 'trialTo'],
  certificates: ['assistantCertificateNo', 'practiceCertificateNo', 'firstRegisteredOn', 'additionalTest'],
  contact: ['mobile', 'email', 'address'],
  online: ['point', 'appointmentAt', 'onlineStatus', 'onlineOpinion'],
} as const satisfies Record<string, readonly FieldKey[]>;

export type FieldSection = keyof typeof SHEET_SECTIONS;
