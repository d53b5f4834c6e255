import { fork } from 'node:child_process';
import type { DevicesChannel, FromDevices } from './devices-messages';

/**
 * Starts the devices process as a plain child of Node, for the command line and tests. `entry` is the built
 * `devices-process.js`; `execPath` the Node to run it, the present one by default.
 */
export function forkDevicesProcess(entry: string, execPath: string = process.execPath): DevicesChannel {
  const child = fork(entry, { execPath, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    post: (message) => {
      // A process that is just ending takes no message; its exit tells the rest.
      child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromDevices)),
    onExit: (listener) => {
      let isTold = false;
      const tellOnce = (): void => {
        if (isTold) return;
        isTold = true;
        listener();
      };
      child.once('exit', tellOnce);
      child.once('error', tellOnce);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
