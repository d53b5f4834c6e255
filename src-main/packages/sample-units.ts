/** Invented institutions of an invented city. */
export interface SampleUnit {
  name: string;
  /** Institution code as the licence prints it. */
  code: string;
  nature: string;
  affiliation: string;
  kind: string;
  head: string;
  address: string;
  departments: string;
}

function unit(name: string, code: string, affiliation: string, kind: string, head: string, address: string, departments: string, nature = '公立非营利性'): SampleUnit {
  return { name, code, nature, affiliation, kind, head, address, departments };
}

const GENERAL = '内科、外科、妇产科、儿科、急诊医学科、麻醉科、医学检验科、医学影像科';

export const SAMPLE_UNITS = {
  first: unit('测试市第一人民医院', 'PDY990011-99000017A1001', '市属', '综合医院', '方志衡', '测试省测试市示例大道1号', GENERAL),
  second: unit('测试市第二人民医院', 'PDY990012-99000017A1001', '市属', '综合医院', '钟亦文', '测试省测试市示例大道2号', GENERAL),
  /** The second hospital under its new name: code and address stay. */
  secondRenamed: unit('测试市中心医院', 'PDY990012-99000017A1001', '市属', '综合医院', '钟亦文', '测试省测试市示例大道2号', GENERAL),
  county: unit('示例县人民医院', 'PDY990021-99000017A1001', '县属', '综合医院', '陆见深', '测试省测试市示例县人民路8号', GENERAL),
  township: unit('示例县样本镇中心卫生院', 'PDY990033-99000017C2201', '乡镇属', '乡镇卫生院', '范小满', '测试省测试市示例县样本镇街心路3号', '全科医疗科、内科、外科、妇产科、预防保健科、医学检验科'),
  community: unit('测试市样本街道社区卫生服务中心', 'PDY990034-99000017B1001', '区属', '社区卫生服务中心', '邵安然', '测试省测试市样本街道和平里5号', '全科医疗科、中医科、预防保健科、康复医学科'),
  dental: unit('测试市口腔医院', 'PDY990041-99000017A5201', '市属', '专科医院', '姜以宁', '测试省测试市示例大道19号', '口腔科、口腔颌面外科、口腔正畸科、麻醉科、医学影像科'),
  prevention: unit('测试市疾病预防控制中心', 'PDY990051-99000017D1001', '市属', '疾病预防控制机构', '唐弘毅', '测试省测试市健康路6号', '传染病预防控制科、免疫规划科、公共卫生科、检验科'),
  chinese: unit('测试市中医医院', 'PDY990061-99000017A2101', '市属', '中医医院', '苏仲景', '测试省测试市杏林路9号', '中医内科、中医外科、针灸科、推拿科、骨伤科、康复医学科'),
  clinic: unit('测试市济和中医诊所', 'PDY990071-99000017D2101', '私立', '诊所', '梁守正', '测试省测试市杏林路27号', '中医内科', '营利性'),
  garrison: unit('测试市驻地部队医院', 'PDY990081-99000017A1001', '部队', '综合医院', '雷长空', '测试省测试市青松路1号', GENERAL),
} as const satisfies Record<string, SampleUnit>;

export type SampleUnitKey = keyof typeof SAMPLE_UNITS;

/** The institution that a paper names. */
export function getUnitByName(name: string): SampleUnit {
  const found = Object.values(SAMPLE_UNITS).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no sample unit of that name: ${name}`);
  return found;
}
