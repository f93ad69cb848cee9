import { apiAddress } from '../../api';
import { ServerSource } from '../../source/ServerSource';
import type { Progress, TraceSource } from '../../source/TraceSource';
import { modelOf, type TraceModel } from '../../worker/TraceModel';

/** A trace that can be loaded and be asked about. */
export type OpenTrace = Omit<TraceSource, 'columns' | 'traceql'> & {
  load(signal: AbortSignal, progress: Progress): Promise<TraceModel>;
};

/** A trace of the server that the page comes from. */
export function openTrace(traceId: string): OpenTrace {
  const source = new ServerSource(new URL(apiAddress(''), document.baseURI).href, traceId);
  return {
    kind: source.kind,
    load: async (signal, progress) => modelOf(await source.columns(signal, progress)),
    span: (spanId, signal) => source.span(spanId, signal),
    find: (question, signal) => source.find(question, signal),
    otlp: (spanIds, signal) => source.otlp(spanIds, signal),
  };
}
