import type { Refusal } from '../domain/refusal';

/** Refusals as the command line says them; the windows have their own texts in both languages. */
const TEXTS: Readonly<Partial<Record<Refusal['code'], string>>> = {
  'store-missing': '数据文件夹中没有库，请先运行 init。No store in this folder: run `init` first.',
  'store-exists': '数据文件夹中已有库，请换一个文件夹。There is a store in this folder already: choose another.',
  'store-in-use': '库正被另一进程使用，请先关闭审核台再运行。in-use: close the desk that has this store open, then run the command again.',
  'store-newer': '此库由较新版本创建，请升级后再打开。This store was made by a newer version: update Countersign first.',
  'store-damaged': '库未通过检查，已保留副本且未改动。The store failed its check; a copy was kept and nothing was changed. Restore the last backup.',
  'folder-unwritable': '数据文件夹不可写，请检查权限。The data folder cannot be written: check its permissions.',
  'disk-full': '磁盘已满，请腾出空间后重试。The disk is full: free some space and run the command again.',
  'no-site': '请先导入考点的报名数据包。Import the registration package of the site first.',
  'role-missing': '需要管理员：请用 --administrator 写明姓名并输入本人 PIN。An administrator is needed: name one with --administrator, who types the own PIN.',
  'unknown-person': '没有这个人员。Nobody of this name works here.',
  'wrong-pin': 'PIN 不正确，未作改动。Wrong PIN: nothing was changed.',
  'unexpected': '程序出错，请附上日志报告。The program failed: report it with the log.',
};

export function refusalText(error: Refusal): string {
  const facts = Object.entries(error.params ?? {}).map(([key, value]) => `${key}: ${value}`).join(', ');
  return [`${error.code}: ${TEXTS[error.code] ?? ''}`.trim(), ...(facts === '' ? [] : [facts])].join('\n');
}
