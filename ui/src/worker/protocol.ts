import type { Failure } from './failure';
import type { PackedModel } from './packedModel';

/** What can be asked of the worker. */
export type Task =
  /** Reads an answer of `docs/columns.md` and lays out the trace in it. The bytes are handed over. */
  { readonly does: 'layOut'; readonly answer: ArrayBuffer };

/** What each task ends with. */
export interface Results {
  layOut: PackedModel;
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
