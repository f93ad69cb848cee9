import { apiAddress } from '../../api/call';
import { ServerSource } from '../../source/ServerSource';
import type { Progress, TraceSource } from '../../source/TraceSource';
import { type TraceModel, worker } from '../../worker';
import { unpackModel } from '../../worker/packedModel';

/** A trace that can be loaded, which the worker does, and be asked about. */
export type OpenTrace = Omit<TraceSource, 'columns'> & {
  load(signal: AbortSignal, progress: Progress): Promise<TraceModel>;
};

/** The columns of a trace, being fetched before anybody asked for them. */
interface Begun {
  readonly traceId: string;
  readonly answer: Promise<ArrayBuffer>;
  readonly ending: AbortController;
  progress: Progress;
}

let begun: Begun | null = null;

/**
 * Begins to fetch a trace that will be loaded soon, and starts the worker for it, while the page is still being set up.
 * The page fetches and hands the bytes over: the worker is a tenth of a second late.
 */
export function beginTrace(traceId: string): void {
  worker.begin();
  const ending = new AbortController();
  const progress: Progress = (bytes, total) => started.progress(bytes, total);
  const answer = sourceOf(traceId).columnsAnswer(ending.signal, progress);
  // Who takes it over hears of its error.
  answer.catch(() => {});
  const started: Begun = { traceId, answer, ending, progress: () => {} };
  begun = started;
}

/** A trace of the server that the page comes from. */
export function openTrace(traceId: string): OpenTrace {
  const source = sourceOf(traceId);
  return {
    kind: source.kind,
    traceql: source.traceql,
    load: async (signal, progress) => {
      worker.begin();
      const answer = await (takeOver(traceId, signal, progress) ?? source.columnsAnswer(signal, progress));
      return unpackModel(await worker.call({ does: 'layOut', answer }, signal));
    },
    span: (spanId, signal) => source.span(spanId, signal),
    find: (question, signal) => source.find(question, signal),
    otlp: (spanIds, signal) => source.otlp(spanIds, signal),
  };
}

/** A trace of the file that was opened under a number. */
export function openFileTrace(file: number, traceId: string): OpenTrace {
  const trace = { file, traceId };
  return {
    kind: 'file',
    traceql: false,
    load: async (signal) => unpackModel(await worker.call({ does: 'load', trace }, signal)),
    span: (spanId, signal) => worker.call({ does: 'span', trace, spanId }, signal),
    find: (question, signal) => worker.call({ does: 'find', trace, question }, signal),
    otlp: (spanIds, signal) => worker.call({ does: 'otlp', trace, spanIds }, signal),
  };
}

function sourceOf(traceId: string): ServerSource {
  return new ServerSource(new URL(apiAddress(''), document.baseURI).href, traceId);
}

function takeOver(traceId: string, signal: AbortSignal, progress: Progress): Promise<ArrayBuffer> | null {
  const started = begun;
  begun = null;
  if (started !== null && started.traceId !== traceId) {
    started.ending.abort();
    return null;
  }
  if (started !== null) {
    started.progress = progress;
    signal.addEventListener('abort', () => started.ending.abort(signal.reason), { once: true });
  }
  return started?.answer ?? null;
}
