import type { Progress } from '../source/TraceSource';
import { errorOf } from './failure';
import { memoryOf } from './packedModel';
import type { FromWorker, Results, Task, ToWorker } from './protocol';

/** The worker, as far as its client knows it. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { data: FromWorker }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

/** The worker ended, or never began; what it was asked for has no answer. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

interface Waiting {
  readonly resolve: (value: Results[Task['does']]) => void;
  readonly reject: (reason: unknown) => void;
  readonly progress: Progress | undefined;
}

/** The page's side: asks the worker, which is started by the first call and again after it died. */
export class WorkerClient {
  private worker: WorkerLike | null = null;
  private calls = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** @param start starts a worker with a `Desk` in it */
  constructor(private readonly start: () => WorkerLike) {}

  /**
   * Has something done; the memory of the task's arrays is handed over. Rejects with what was thrown there, with the
   * signal's reason, or with a {@link WorkerError} where the worker dies.
   */
  call<T extends Task>(task: T, signal: AbortSignal, progress?: Progress): Promise<Results[T['does']]> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const worker = this.begin();
      const call = ++this.calls;
      const abort = () => {
        if (this.waiting.delete(call)) {
          worker.postMessage({ type: 'abort', call }, []);
          reject(signal.reason);
        }
      };
      signal.addEventListener('abort', abort, { once: true });
      const end = () => signal.removeEventListener('abort', abort);
      this.waiting.set(call, {
        resolve: (value) => {
          end();
          resolve(value as Results[T['does']]);
        },
        reject: (reason) => {
          end();
          reject(reason);
        },
        progress,
      });
      worker.postMessage({ type: 'call', call, task }, memoryOf(task));
    });
  }

  /** Has the worker started, where it is not yet: that takes a while in which other things can be done. */
  begin(): WorkerLike {
    return (this.worker ??= this.started());
  }

  private started(): WorkerLike {
    const worker = this.start();
    worker.addEventListener('message', ({ data }) => this.hear(data));
    worker.addEventListener('error', ({ message }) => this.bury(worker, message));
    worker.addEventListener('messageerror', () => this.bury(worker, 'a message could not be read'));
    return worker;
  }

  private hear(message: FromWorker): void {
    const waiting = this.waiting.get(message.call);
    if (message.type === 'progress') {
      waiting?.progress?.(message.bytes, message.total);
      return;
    }
    this.waiting.delete(message.call);
    if (message.type === 'result') {
      waiting?.resolve(message.value);
    } else {
      waiting?.reject(errorOf(message.failure));
    }
  }

  private bury(worker: WorkerLike, cause: string | undefined): void {
    worker.terminate();
    if (this.worker === worker) {
      this.worker = null;
    }
    const error = new WorkerError(
      `the part of the page that reads traces has ended (${cause || 'its script did not load'}): try again, or load the page anew`,
    );
    const left = [...this.waiting.values()];
    this.waiting.clear();
    left.forEach(({ reject }) => reject(error));
  }
}
