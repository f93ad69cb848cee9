import type { Progress } from '../source/TraceSource';
import { readColumns } from '../trace/readColumns';
import { failureOf } from './failure';
import { memoryOf, packModel } from './packedModel';
import type { FromWorker, Results, Task, ToWorker } from './protocol';
import { modelOf } from './TraceModel';

type Result = Results[Task['does']];

/** The worker's side: does what calls ask for, several at once. */
export class Desk {
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void) {}

  take(message: ToWorker): void {
    switch (message.type) {
      case 'call':
        void this.run(message.call, message.task);
        break;
      case 'abort':
        this.running.get(message.call)?.abort();
        break;
    }
  }

  private async run(call: number, task: Task): Promise<void> {
    const ending = new AbortController();
    const { signal } = ending;
    this.running.set(call, ending);
    const progress: Progress = (bytes, total) => {
      if (!signal.aborted) {
        this.post({ type: 'progress', call, bytes, total }, []);
      }
    };
    try {
      const value = await this.resultOf(task, signal, progress);
      if (!signal.aborted) {
        this.post({ type: 'result', call, value }, memoryOf(value));
      }
    } catch (error) {
      if (!signal.aborted) {
        this.post({ type: 'failure', call, failure: failureOf(error) }, []);
      }
    } finally {
      this.running.delete(call);
    }
  }

  private async resultOf(task: Task, _signal: AbortSignal, _progress: Progress): Promise<Result> {
    switch (task.does) {
      case 'layOut':
        return packModel(modelOf(readColumns(task.answer)));
    }
  }
}
