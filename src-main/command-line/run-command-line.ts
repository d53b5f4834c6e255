import { Command, CommanderError } from 'commander';
import { backupCommand, restoreCommand, salvageCommand } from './backup-commands';
import { askPin } from './ask-pin';
import { commandPlace, takeSecrets, type CommandPlace } from './command-place';
import { passphraseCommand, reissueCommand } from './key-commands';
import { exportCommand, importCommand, sampleCommand } from './package-commands';
import { markBackupCommand, prepareCommand } from './database-commands';
import { acceptCommand, approveCommand, requestCommand } from './desk-commands';
import { adoptPolicyFile, checkPolicyFile } from './policy-commands';
import { purgeCommand, type PurgeOptions } from './purge-command';
import { readersCommand, type ReadersOptions } from './readers-command';
import { storeCheckCommand, type StoreCheckOptions } from './store-check-command';
import { initStore, verifyAudit, type InitOptions } from './store-commands';
import { simulateReaderCommand } from './simulate-reader-command';
import { EXIT, processTerminal, type Terminal } from './terminal';
import { verifyCommand } from './verify-command';

interface Shared {
  data?: string;
  keyFile?: string;
  /** Address of the site's server. */
  database?: string;
  json: boolean;
}

/** What stands on a command line is seen by everybody on the machine. */
function refuseSecret(url: string | undefined, terminal: Terminal): void {
  if (url === undefined || !URL.canParse(url) || new URL(url).password === '') return;
  terminal.tell('--database: no password here; give it by PGPASSWORD, a passfile, or COUNTERSIGN_DATABASE_URL');
  throw new CommanderError(EXIT.usage, 'countersign.secret', '');
}

/** Options that every command has. */
function command(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).option('--data <dir>', 'data folder of the store').option('--database <url>', "the site's server, without a password (PGPASSWORD or a passfile tells it)")
    .option('--key-file <file>', 'file with the recovery code, which only its owner can read; else COUNTERSIGN_RECOVERY_CODE or a prompt').option('--json', 'one object on standard output', false);
}

function buildProgram(entriesDir: string, terminal: Terminal, finish: (status: number) => void): Command {
  const program = new Command('countersign').exitOverride().configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()), writeErr: (text) => terminal.tell(text.trimEnd()) });
  const secrets = takeSecrets(process.env);
  const place = (options: Shared): CommandPlace => {
    refuseSecret(options.database, terminal);
    return commandPlace(entriesDir, options, options.keyFile === undefined ? secrets : { recoveryCode: null, keyFile: options.keyFile });
  };
  const ends = <A extends readonly unknown[]>(run: (...args: A) => Promise<number> | number) => async (...args: A): Promise<void> => finish(await run(...args));
  command(program, 'init', 'make a store with its keys')
    .option('--desk <id>', 'name of this desk', 'desk-1').option('--points <list>', 'registration points of this desk', '').option('--kind <kind>', 'live or training', 'live')
    .option('--join', "a further desk of the store on the site's server", false)
    .action(ends((options: Shared & InitOptions) => initStore(place(options), options, terminal)));
  command(program, 'import <package>', 'import a registration package')
    .action(ends((path: string, options: Shared) => importCommand(place(options), path, options, terminal)));
  command(program, 'export', 'write the result package').requiredOption('--out <file>', 'zip to write')
    .action(ends((options: Shared & { out: string }) => exportCommand(place(options), options, terminal)));
  command(program, 'verify <packages...>', 'check result packages').option('--site-key <key>', "the site's public key file or its fingerprint")
    .action(ends((paths: string[], options: Shared & { siteKey?: string }) => verifyCommand(paths, options, terminal)));
  command(program, 'sample', 'write a registration package of invented people').option('--candidates <n>', 'how many, 24 at least', '24').requiredOption('--out <dir>', 'folder or .zip to write')
    .option('--with-images <n>', 'how many of them carry images; 2000 at most unless told')
    .action(ends((options: Shared & { candidates: string; withImages?: string; out: string }) => sampleCommand(place(options), options, terminal)));
  command(program, 'backup', 'back the store up, to one file or to the chosen place').option('--out <file>', 'file to write').option('--place <dir>', 'choose this folder on another disk or share as the place')
    .action(ends((options: Shared & { out?: string; place?: string }) => backupCommand(place(options), options, terminal)));
  command(program, 'restore <backup>', 'make the store of a backup, or of the newest one in a backup place, anew in an empty data folder')
    .action(ends((path: string, options: Shared) => restoreCommand(place(options), path, options, terminal)));
  command(program, 'salvage', 'bring every intact sealed case out of a damaged store').requiredOption('--out <dir>', 'folder to make')
    .action(ends((options: Shared & { out: string }) => salvageCommand(place(options), options, terminal)));
  const stores = program.command('store').description('the store as a whole');
  command(stores, 'check', 'check everything: pages, rules, chain, every seal, the bytes of every picture and paper').option('--place <dir>', 'backup place to look in, instead of the chosen one').option('--bring-back', 'take from the backup place what is lost or damaged here', false)
    .action(ends((options: Shared & StoreCheckOptions) => storeCheckCommand(place(options), options, terminal)));
  command(program, 'purge', 'destroy the whole store for good: two people at a terminal, after the retention, with an export that holds every seal').requiredOption('--older-than-policy', 'only a store whose retention is over').option('--export <file>', 'the result package; else it is asked for')
    .action(ends((options: Shared & PurgeOptions) => purgeCommand(place(options), options, terminal)));
  const database = program.command('database').description("the site's server");
  command(database, 'prepare', 'make or bring up to date tables and rules, as the role that is to own them').requiredOption('--role <role>', 'role of the desks, which owns nothing')
    .action(ends((options: Shared & { role: string }) => prepareCommand(place(options), options, terminal)));
  command(database, 'mark-backup', "tell the desks that a backup by the server's own tools is done").requiredOption('--began <time>', 'when it began, with the zone: 2026-03-01T03:00:00+08:00')
    .action(ends((options: Shared & { began: string }) => markBackupCommand(place(options), options, terminal)));
  const desk = program.command('desk').description("the site's key, and desks that do not have it");
  command(desk, 'request <file>', "ask for the site's signature under this desk's key")
    .action(ends((path: string, options: Shared) => requestCommand(place(options), path, options, terminal)));
  command(desk, 'approve <file>', "sign what another desk brought with the site's key, on the machine that has it: its key, or its package").option('--fingerprint <sha256>', 'of a desk that joined the server, named in place of a file: its key as it told it')
    .action(ends((named: string, options: Shared & { fingerprint?: string }) => approveCommand(place(options), named, options, terminal)));
  command(desk, 'accept <file>', "take the site's key that signed this desk's")
    .action(ends((path: string, options: Shared) => acceptCommand(place(options), path, options, terminal)));
  command(program, 'readers', 'list HID readers, serial ports and USB devices').option('--dump', "tell the kinds of a reader's frames, never their content", false)
    .option('--address <address>', 'the reader to dump, as in COUNTERSIGN_ID_READER').option('--seconds <n>', 'how long to dump', '20')
    .option('--simulate', 'play a reader over TCP, told what to do on standard input', false).option('--port <n>', 'of the played reader; 0 for any', '0')
    .action(ends((options: Shared & Omit<ReadersOptions, 'json'> & { simulate: boolean; port: string }) =>
      (options.simulate ? simulateReaderCommand(place(options), options, terminal) : readersCommand(place(options), options, terminal))));
  const audit = program.command('audit').description('the audit chain');
  command(audit, 'verify', 'check the audit chain').action(ends((options: Shared) => verifyAudit(place(options), options, terminal)));
  const code = program.command('recovery-code').description('the recovery code of the store');
  command(code, 'reissue', 'make a new recovery code and print it once').action(ends((options: Shared) => reissueCommand(place(options), options, terminal)));
  const passphrase = program.command('passphrase').description('the start passphrase of this machine');
  command(passphrase, 'set', 'set the start passphrase of this machine').option('--passphrase-file <file>', 'file with the new passphrase, which only its owner can read; else a prompt')
    .action(ends((options: Shared & { passphraseFile?: string }) => passphraseCommand(place(options), options, terminal)));
  const policy = program.command('policy').description('site policies');
  command(policy, 'check <file>', 'check a policy file').action(ends((file: string, options: Shared) => checkPolicyFile(file, place(options).resourcesDir, options, terminal)));
  command(policy, 'adopt <file>', 'put a policy file in force').option('--administrator <name>', 'who adopts it; the PIN is asked for, or stands in COUNTERSIGN_PIN')
    .action(ends((file: string, options: Shared & { administrator?: string }) => adoptPolicyFile(place(options), file, options, terminal, askPin)));
  return program;
}

/** With `--json` standard output carries one object, also when the command failed without one: the code and words of what it told last. */
function withFailureObject(terminal: Terminal): { terminal: Terminal; end(status: number): void } {
  let printed = false;
  let told = '';
  return {
    terminal: {
      ...terminal,
      print: (text) => { printed = true; terminal.print(text); },
      tell: (text) => { told = text; terminal.tell(text); },
    },
    end(status) {
      if (printed || status === EXIT.done) return;
      const { code = 'usage', message = told } = (status === EXIT.usage ? null : /^(?<code>[a-z]+(?:-[a-z]+)*): (?<message>.+)$/s.exec(told))?.groups ?? {};
      terminal.print(JSON.stringify({ error: { code, message } }));
    },
  };
}

/** Runs one command; answers with its exit status (spec result-package.md, Command line). */
export async function runCommandLine(entriesDir: string, args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  if (!args.includes('--json')) return run(entriesDir, args, terminal);
  const heard = withFailureObject(terminal);
  const status = await run(entriesDir, args, heard.terminal);
  heard.end(status);
  return status;
}

async function run(entriesDir: string, args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = EXIT.done;
  try {
    await buildProgram(entriesDir, terminal, (ended) => (status = ended)).parseAsync([...args], { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw cause;
  }
  return status;
}
