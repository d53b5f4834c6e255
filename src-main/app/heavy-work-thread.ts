import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './heavy-tasks';
import { runHeavyTask } from './run-heavy-task';

const abort = new AbortController();

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'cancel') return abort.abort();
  const watch = { signal: abort.signal, onProgress: (progress: Extract<FromThread, { kind: 'progress' }>['progress']) => tell({ kind: 'progress', progress }) };
  runHeavyTask(message.place, message.task, watch).then(
    (outcome) => tell({ kind: 'done', outcome }),
    (cause: unknown) => {
      throw cause;
    },
  );
});
