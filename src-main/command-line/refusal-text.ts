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
  'no-site': '请先导入考点的报名数据包。Import the registration package of the site first.',
  'role-missing': '需要管理员：请用 --administrator 写明姓名并输入本人 PIN。An administrator is needed: name one with --administrator, who types the own PIN.',
  'unknown-person': '没有这个人员。Nobody of this name works here.',
  'wrong-pin': 'PIN 不正确，未作改动。Wrong PIN: nothing was changed.',
  'desk-key-unsigned': '有审核台的密钥尚未由考点签署，请在持有考点密钥的机器上运行 desk approve。The key of a desk is not signed by the site: run `desk approve` on the machine with the site key.',
  'desk-key-differs': '密钥与指纹不符，请核对。The key does not have this fingerprint: compare it with what the desk told when it joined.',
  'site-key-elsewhere': '考点密钥在另一台机器上。The site key is on another machine: run this there.',
  'server-unreachable': '服务器没有应答，请检查网络与服务器后重试。The server does not answer: check network and server, then run the command again.',
  'server-lost': '与服务器的连接中断，请重新运行。The connection to the server broke: run the command again.',
  'server-refused': '服务器拒绝连接，请检查角色、密码与数据库。The server refused: check role, password (PGPASSWORD or passfile) and database.',
  'server-address-malformed': '服务器地址无法识别，格式为 postgresql://角色@主机/数据库?sslmode=verify-full。The address is not understood: postgresql://role@host/database?sslmode=verify-full.',
  'server-tls-required': '到另一台机器必须使用 sslmode=verify-full。Another machine is reached by sslmode=verify-full only: add it to the address.',
  'server-role-too-strong': '该角色可以改动记录规则，请使用为审核台准备的角色。This role could change the rules of the record: use the role prepared for desks.',
  'server-not-prepared': '数据库尚未准备好，请用所有者角色运行 database prepare。The database is not prepared: run `database prepare` with the owner role.',
  'server-not-durable': '服务器的持久性设置被关闭，请打开后再使用正式库。The server does not keep what it confirms: switch the setting on.',
  'server-has-store': '服务器上已有库，请用 init --join 加入。The server has a store already: join it with `init --join`.',
  'desk-name-taken': '已有同名审核台，请另取名称。Another desk has this name: give --desk another one.',
  'store-other': '此文件夹属于另一个库，请检查地址或文件夹。This folder belongs to another store: check the address or the folder.',
  'disk-read-only': '磁盘只读，请检查权限或开关后重试。The disk can only be read: check its switch or permissions and run the command again.',
  'disk-failed': '读写磁盘出错，请检查磁盘后重试。The disk failed: check it and its cable, and run the command again.',
  'unexpected': '程序出错，请附上日志报告。The program failed: report it with the log.',
};

export function refusalText(error: Refusal): string {
  const facts = Object.entries(error.params ?? {}).map(([key, value]) => `${key}: ${value}`).join(', ');
  return [`${error.code}: ${TEXTS[error.code] ?? ''}`.trim(), ...(facts === '' ? [] : [facts])].join('\n');
}
