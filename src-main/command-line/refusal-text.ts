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
  'store-key-wrong': '这把钥匙不属于此库。This key is of another store: check the data folder.',
  'store-unencrypted': '此库由未加密的早期试用版创建，本版不打开。请用原版本导出结果，再新建库。This store was made by an early trial version without encryption and is not opened: export with that version, then make a new store.',
  'store-keys-missing': '库的钥匙文件不在，请从备份恢复。The key files of this store are missing: restore the last backup.',
  'store-keys-damaged': '库的钥匙文件已损坏，请从备份恢复。The key files of this store are damaged: restore the last backup.',
  'key-needed': '需要恢复码：请设置 COUNTERSIGN_RECOVERY_CODE、用 --key-file，或在终端中输入。The recovery code is needed: set COUNTERSIGN_RECOVERY_CODE, name a --key-file, or run the command at a terminal.',
  'key-file-unreadable': '钥匙文件无法读取。The key file cannot be read.',
  'key-file-open-to-others': '钥匙文件他人可读，请先 chmod 600。Others can read the key file: `chmod 600` it first.',
  'recovery-code-wrong': '恢复码不是此库的。This is not the recovery code of this store.',
  'recovery-code-length': '恢复码应有 30 个字符（6 组，每组 5 个）。A recovery code has 30 characters, six groups of five.',
  'recovery-code-mistyped': '恢复码有一组输错了，请核对该组。A group of the recovery code was mistyped: compare that group.',
  'slot-missing': '此库没有恢复码的钥匙槽，请从备份恢复。This store has no slot for a recovery code: restore the last backup.',
  'passphrase-too-weak': '口令太弱：至少 8 个字符，且不全是重复。The passphrase is too weak: at least 8 characters, not all alike.',
  'passphrase-wrong': '两次输入的口令不同，没有更改。The two passphrases differ; nothing was changed.',
  'backup-place-missing': '还没有设置备份位置：用 --place 选择。No backup place is chosen: name one with --place, or a file with --out.',
  'backup-place-away': '备份位置连不上。The backup place cannot be reached: check the disk or the share.',
  'backup-place-full': '备份位置空间不足。The backup place is full: free some space.',
  'backup-place-unfit': '这个文件夹不能用作备份位置。This folder cannot be the backup place: choose one outside the data folder.',
  'backup-exists': '已有同名文件，没有覆盖。There is a file of this name: choose another.',
  'backup-missing': '这里没有备份。There is no backup here: name a backup file, or a backup folder in its place.',
  'backup-damaged': '备份校验未通过，没有使用。The backup did not pass its check and was not used: take another one.',
  'folder-not-empty': '目标文件夹不是空的，没有写入。The folder is not empty: nothing was written.',
  'salvage-nothing': '没有找到完整的封存记录。No intact sealed case was found: restore a backup.',
  'store-behind': '库缺少已签字的记录，只能查看。Signed cases are missing from this store: bring them back at the desk first.',
  'store-diverged': '库的审计链与备份位置记录的不同。The chain of this store is not the one that was seen: tell an administrator.',
  'seal-broken': '封存记录与签字时不符。A sealed case is not what was signed: restore the last backup.',
  'unexpected': '程序出错，请附上日志报告。The program failed: report it with the log.',
};

export function refusalText(error: Refusal): string {
  const facts = Object.entries(error.params ?? {}).map(([key, value]) => `${key}: ${value}`).join(', ');
  return [`${error.code}: ${TEXTS[error.code] ?? ''}`.trim(), ...(facts === '' ? [] : [facts])].join('\n');
}
