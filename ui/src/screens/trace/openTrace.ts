import { ApiError, apiAddress, getBytes, getJson } from '../../api';
import { buildOverview } from '../../lod/overview';
import { type OtlpTraces, spansOf } from '../../source/otlp';
import type { SpanDetails } from '../../source/SpanDetails';
import type { Progress, Question } from '../../source/TraceSource';
import { findCriticalPath } from '../../trace/criticalPath';
import { readColumns, readSpanIds } from '../../trace/readColumns';
import { findRuns } from '../../trace/runs';
import { buildTree } from '../../trace/tree';
import type { TraceModel } from '../../worker/TraceModel';

/** A trace that can be loaded and be asked about. */
export interface OpenTrace {
  readonly kind: 'server' | 'file';
  load(signal: AbortSignal, progress: Progress): Promise<TraceModel>;
  span(spanId: string, signal: AbortSignal): Promise<SpanDetails[]>;
  find(question: Question, signal: AbortSignal): Promise<Int32Array>;
  otlp(spanIds: readonly string[] | null, signal: AbortSignal): Promise<Blob>;
}

/** A trace of the server that the page comes from. */
export function openTrace(traceId: string): OpenTrace {
  const path = `traces/${traceId}`;
  return {
    kind: 'server',
    load: async (signal, progress) => modelOf(await download(`${path}/columns`, signal, progress)),
    span: async (spanId, signal) => spansOf(await getJson<OtlpTraces>(`${path}/spans/${spanId}`, {}, signal)),
    find: async (question, signal) =>
      readSpanIds(
        await getBytes(
          `${path}/search`,
          'text' in question ? { text: question.text } : { q: question.traceql },
          signal,
        ),
      ),
    otlp: async (spanIds, signal) => {
      const paths = spanIds === null ? [path] : spanIds.map((id) => `${path}/spans/${id}`);
      return new Blob(await Promise.all(paths.map((one) => getBytes(one, {}, signal))));
    },
  };
}

function modelOf(bytes: ArrayBuffer): TraceModel {
  const columns = readColumns(bytes);
  const tree = buildTree(columns);
  return {
    columns,
    tree,
    runs: findRuns(columns, tree),
    path: findCriticalPath(columns, tree),
    overview: buildOverview(columns, tree),
  };
}

/** Reads an answer piece by piece, so that progress can be told; errors come from the API's own client. */
async function download(path: string, signal: AbortSignal, progress: Progress): Promise<ArrayBuffer> {
  const response = await fetch(apiAddress(path), { signal }).catch((failure: unknown) => {
    throw signal.aborted
      ? failure
      : new ApiError(
          0,
          'Clew does not answer.',
          'Check that it is running and that this machine reaches it, then try again.',
        );
  });
  if (!response.ok || response.body === null) {
    // Asked again by the client, which words what is wrong.
    return getBytes(path, {}, signal);
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    bytes += piece.value.length;
    progress(bytes, null);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}
