/** What a start without a screen says, and the exit status it ends with. */
export const SCREEN_MISSING = {
  status: 3,
  words: '找不到可用的显示器（DISPLAY 未设置或没有响应），审核台没有启动，数据没有改动。请在桌面会话中启动。\n'
    + 'There is no screen to open the desk on: DISPLAY is not set, or does not answer. Nothing was changed. Start it in a desktop session.\n',
} as const;

/**
 * Whether windows can open here. Electron itself crashes on a Linux without a display, so it is asked before:
 * `answers` says whether a display listens at a path. Displays of other machines are taken at their word.
 */
export function hasScreen(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, answers: (path: string) => boolean): boolean {
  if (platform !== 'linux' || (env['WAYLAND_DISPLAY'] ?? '') !== '') return true;
  const display = env['DISPLAY'] ?? '';
  const local = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display)?.[1];
  return local === undefined ? display !== '' : answers(`/tmp/.X11-unix/X${local}`);
}
