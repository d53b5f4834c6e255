import type { BothLanguages } from '../domain/policy';

type Words = BothLanguages;

function words(zh: string, en: string): Words {
  return { 'zh-CN': zh, en };
}

/** What `verify` may find, and what it says of it. Codes are added, never renamed. */
export const RESULT_PROBLEMS = {
  unreadable: words('无法读取，请确认文件存在且是 ZIP 结果包', 'cannot be read: check that the file is there and is a result package (ZIP)'),
  'broken-zip': words('ZIP 已损坏，请向考点索取原文件', 'the ZIP is damaged: ask the site for the original file'),
  'duplicate-entry': words('同一文件出现多次', 'the file is there more than once'),
  'bad-path': words('不允许的文件名或链接', 'a name or link that is not allowed'),
  'no-manifest': words('缺少 manifest.json', 'manifest.json is missing'),
  'bad-manifest': words('manifest.json 内容不合规范', 'manifest.json does not have the form of a manifest'),
  'unknown-format': words('不是结果包', 'this is no result package'),
  'unknown-version': words('版本较新，请更新本程序', 'a newer version: update this program'),
  'bad-key': words('公钥无法读取', 'the public key cannot be read'),
  'manifest-signature': words('清单签名与考点公钥不符', 'the signature of the manifest is not by the site key'),
  'site-key-differs': words('考点公钥不是给定的公钥', 'the site key is not the one that was given'),
  'missing-file': words('清单中的文件缺失', 'a listed file is missing'),
  'unlisted-file': words('清单中没有此文件', 'the file is not in the manifest'),
  'size-mismatch': words('文件大小与清单不符', 'the size is not the one in the manifest'),
  'digest-mismatch': words('文件内容与清单不符', 'the content is not the one in the manifest'),
  'sums-differ': words('SHA256SUMS 与文件不符', 'SHA256SUMS does not tell the files'),
  'desk-key-signature': words('审核台公钥未经考点公钥签名', 'the desk key is not signed by the site key'),
  'bad-seal': words('封存文件不合规范', 'the seal does not have the form of a seal'),
  'not-canonical': words('文件不是规范 JSON', 'the file is not in canonical JSON'),
  'seal-signature': words('封存签名与审核台公钥不符', 'the seal is not signed by the desk key'),
  'seal-misplaced': words('封存内容属于另一考生、考点或考试', 'the seal belongs to another candidate, site or exam'),
  'content-digest': words('表单内容与其摘要不符', 'the content of the sheet does not have its digest'),
  'bad-signature-form': words('签名文件不合规范', 'the signature does not have the form of a signature'),
  'signature-digest': words('签名文件与封存的摘要不符', 'the signature is not the sealed one'),
  'signature-other-sheet': words('签名属于另一份表单', 'the signature was given for another sheet'),
  'signature-picture': words('signature.svg 与签名笔迹不符', 'signature.svg does not show the strokes'),
  'evidence-missing': words('缺少封存所列的证据', 'evidence that the seal names is missing'),
  'evidence-name': words('证据文件名与内容不符', 'the name of the evidence is not that of its content'),
  'sheet-missing': words('缺少确认单 PDF', 'the PDF of the sheet is missing'),
  'sheet-not-recorded': words('确认单 PDF 不是审计记录中的文件', 'the PDF is not the one that the audit log tells of'),
  'results-differ': words('results.csv 与封存不一致', 'results.csv does not agree with the seal'),
  'chain-broken': words('审计链在此中断', 'the audit chain breaks here'),
  'chain-end': words('审计链未以本次导出结束', 'the audit chain does not end with this export'),
  'seal-not-in-chain': words('审计链中没有此封存', 'the audit chain does not tell of this seal'),
  'seal-missing': words('审计链中的封存不在包内', 'a seal that the audit chain tells of is not in the package'),
  'sealed-twice': words('同一报名被封存两次，以较早者为准', 'the registration was sealed twice; the earlier one stands'),
  'container-changed': words('内容完好，但 ZIP 容器被改动过（例如重新压缩）', 'the contents are intact, but the ZIP around them was changed (made anew, for example)'),
} as const satisfies Record<string, Words>;

export type ResultProblemCode = keyof typeof RESULT_PROBLEMS;
export type VerifyLanguage = keyof BothLanguages;

/** `path`: the file in the package, with `#<seq>` for an event; of several packages, after the package's own name and a colon. */
export interface ResultProblem {
  code: ResultProblemCode;
  path: string;
  message: string;
}

/** Gathers what is wrong with one package. */
export class ProblemList {
  readonly #prefix: string;
  readonly #lang: VerifyLanguage;
  readonly problems: ResultProblem[] = [];

  constructor(prefix: string, lang: VerifyLanguage) {
    this.#prefix = prefix;
    this.#lang = lang;
  }

  add(code: ResultProblemCode, path: string, detail = ''): void {
    const text = RESULT_PROBLEMS[code][this.#lang];
    this.problems.push({ code, path: this.#prefix + path, message: detail ? `${text} (${detail})` : text });
  }

  get sound(): boolean {
    return this.problems.length === 0;
  }
}
