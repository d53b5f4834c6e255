import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../scripts/exit-codes.ts';
import { runCommand, type CommandEnd } from '../../scripts/run-command.ts';
import { callersFolder } from '../../scripts/tasks/cli.ts';

function runScript(script: string, env: NodeJS.ProcessEnv = {}): Promise<CommandEnd> {
  return runCommand(process.execPath, ['--eval', script], { output: 'kept', env });
}

describe('running a program', () => {
  it('passes on its exit code and keeps both outputs', async () => {
    const end = await runScript('console.log("out"); console.error("err"); process.exitCode = 7');
    expect(end.exitCode).toBe(7);
    expect(end.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('adds to the environment', async () => {
    expect(await runScript('console.log(process.env.DESK)', { DESK: '99' })).toEqual({ exitCode: 0, output: '99\n' });
  });

  it('counts the end by a signal as shells do', async () => {
    expect((await runScript('process.kill(process.pid, "SIGTERM")')).exitCode).toBe(143);
    expect(exitCodeOf(null, 'SIGKILL')).toBe(137);
    expect(exitCodeOf(0, null)).toBe(0);
  });

  it('fails when there is no such program', async () => {
    await expect(runCommand('no-such-program', [])).rejects.toThrow('ENOENT');
  });
});

describe('a process that is asked to stop', () => {
  it('hands the signal to the program, passes on its answer, and starts no other', async () => {
    const program = "process.on('SIGTERM', () => process.exit(5)); console.log('ready'); setInterval(() => {}, 1000)";
    const script = `
      import { runCommand } from ${JSON.stringify(join(import.meta.dirname, '../../scripts/run-command.ts'))};
      const end = await runCommand(process.execPath, ['--eval', ${JSON.stringify(program)}]);
      console.log(end.exitCode, await runCommand(process.execPath, ['--version']).catch(({ code }) => code));`;
    const asked = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: asked.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready');
    asked.kill('SIGTERM');
    expect((await lines.next()).value).toBe('5 143');
  });
});

describe('the tasks', () => {
  it('are listed for someone who names none of them, with nothing on stdout', async () => {
    const end = await runCommand(process.execPath, ['scripts/run.mjs', 'no-such-task'], { output: 'kept' });
    expect(end.exitCode).toBe(2);
    expect(end.output).toBe('Tasks: bench, build, check, cli, demo, dev, package, set-up, start, test, torture\n');
  });

  it('read paths from where npm was called, but only when npm called this task', () => {
    const called = { npm_lifecycle_event: 'cli', INIT_CWD: '/home/someone' };
    expect(callersFolder(called, '/repository')).toBe('/home/someone');
    expect(callersFolder({ ...called, npm_lifecycle_event: 'test' }, '/elsewhere')).toBe('/elsewhere');
    expect(callersFolder({}, '/elsewhere')).toBe('/elsewhere');
  });
});
