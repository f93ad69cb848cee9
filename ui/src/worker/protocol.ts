import type { FileContents } from '../source/file/FileContents';
import type { SpanDetails } from '../source/SpanDetails';
import type { Question } from '../source/TraceSource';
import type { Failure } from './failure';
import type { PackedModel } from './packedModel';

/** A trace of the file that was opened. */
export interface FileTrace {
  /** The number under which the file was opened. */
  readonly file: number;
  readonly traceId: string;
}

/** What can be asked of the worker. */
export type Task =
  /** Reads an answer of `docs/columns.md` and lays out the trace in it. The bytes are handed over. */
  | { readonly does: 'layOut'; readonly answer: ArrayBuffer }
  /** Reads a file, and keeps it in place of the one that was read before. */
  | { readonly does: 'open'; readonly file: File; readonly number: number }
  /** Lays out a trace of the file. */
  | { readonly does: 'load'; readonly trace: FileTrace }
  | { readonly does: 'span'; readonly trace: FileTrace; readonly spanId: string }
  | { readonly does: 'find'; readonly trace: FileTrace; readonly question: Question }
  | { readonly does: 'otlp'; readonly trace: FileTrace; readonly spanIds: readonly string[] | null };

/** What each task ends with. */
export interface Results {
  layOut: PackedModel;
  open: FileContents;
  load: PackedModel;
  span: SpanDetails[];
  find: Int32Array;
  otlp: Blob;
}

/** From page to worker. Every call has a number of its own. */
export type ToWorker =
  | { readonly type: 'call'; readonly call: number; readonly task: Task }
  /** Nobody waits any more: no result and no failure is sent. */
  | { readonly type: 'abort'; readonly call: number };

/** From worker to page: any number of `progress`, then one `result` or `failure` for a call that is not aborted. */
export type FromWorker =
  | {
      readonly type: 'progress';
      readonly call: number;
      readonly bytes: number;
      readonly total: number | null;
    }
  | { readonly type: 'result'; readonly call: number; readonly value: Results[Task['does']] }
  | { readonly type: 'failure'; readonly call: number; readonly failure: Failure };
