import { FileError } from '../source/file/FileError';
import type { OpenedFile } from '../source/file/openFile';
import type { Progress, TraceSource } from '../source/TraceSource';
import { readColumns } from '../trace/readColumns';
import { failureOf } from './failure';
import { memoryOf, packModel } from './packedModel';
import type { FileTrace, FromWorker, Results, Task, ToWorker } from './protocol';
import { modelOf } from './TraceModel';

type Result = Results[Task['does']];

/** The worker's side: does what calls ask for, several at once, and keeps the file that was opened last. */
export class Desk {
  private readonly running = new Map<number, AbortController>();
  private opened: { readonly number: number; readonly file: OpenedFile } | null = null;

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

  private async resultOf(task: Task, signal: AbortSignal, progress: Progress): Promise<Result> {
    switch (task.does) {
      case 'layOut':
        return packModel(modelOf(readColumns(task.answer)));
      case 'open': {
        // Two files at once would need the memory of both.
        this.opened = null;
        // Traces of the server do without: it is half of the worker.
        const { openFile } = await import('../source/file/openFile');
        const file = await openFile(task.file, signal, progress);
        this.opened = { number: task.number, file };
        return file.contents;
      }
      case 'load':
        return packModel(modelOf(await this.source(task.trace).columns(signal)));
      case 'span':
        return this.source(task.trace).span(task.spanId, signal);
      case 'find':
        return this.source(task.trace).find(task.question, signal);
      case 'otlp':
        return this.source(task.trace).otlp(task.spanIds, signal);
    }
  }

  private source({ file, traceId }: FileTrace): TraceSource {
    if (this.opened?.number !== file) {
      throw new FileError('the file is no longer in memory: open it again');
    }
    return this.opened.file.trace(traceId);
  }
}
