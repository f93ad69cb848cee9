import { ApiError, refusal } from '../api/call';
import type { TraceColumns } from '../trace/columns';
import { readColumns, readSpanIds } from '../trace/readColumns';
import { spansOf, type OtlpTraces } from './otlp';
import type { SpanDetails } from './SpanDetails';
import { OTLP_SPANS_LIMIT, type Progress, type Question, type TraceSource } from './TraceSource';

/** A trace of a Clew server, read from its API. */
export class ServerSource implements TraceSource {
  readonly kind = 'server';
  readonly traceql = true;
  private readonly address: string;

  /**
   * @param api absolute address of the API, ending in a slash
   * @param traceId as it stands in the page's address
   */
  constructor(api: string, traceId: string) {
    this.address = `${api}traces/${encodeURIComponent(traceId)}`;
  }

  async columns(signal: AbortSignal, progress?: Progress): Promise<TraceColumns> {
    return readColumns(await this.columnsAnswer(signal, progress));
  }

  /** What {@link columns} are read from: an answer as in `docs/columns.md`. */
  columnsAnswer(signal: AbortSignal, progress?: Progress): Promise<ArrayBuffer> {
    return this.bytes('/columns', signal, progress);
  }

  async span(spanId: string, signal: AbortSignal): Promise<SpanDetails[]> {
    return spansOf(await this.json(`/spans/${spanId}`, signal));
  }

  async find(question: Question, signal: AbortSignal): Promise<Int32Array> {
    const asked = new URLSearchParams('text' in question ? { text: question.text } : { q: question.traceql });
    return readSpanIds(await this.bytes(`/search?${asked}`, signal));
  }

  async otlp(spanIds: readonly string[] | null, signal: AbortSignal): Promise<Blob> {
    if (spanIds === null) {
      return new Blob([await this.bytes('', signal)], { type: 'application/json' });
    }
    if (spanIds.length > OTLP_SPANS_LIMIT) {
      throw new RangeError(`${spanIds.length} spans are more than ${OTLP_SPANS_LIMIT}, the limit`);
    }
    const resourceSpans = [];
    for (const spanId of new Set(spanIds)) {
      const traces = await this.json(`/spans/${spanId}`, signal);
      resourceSpans.push(...(traces.resourceSpans ?? []));
    }
    return new Blob([JSON.stringify({ resourceSpans })], { type: 'application/json' });
  }

  private async json(path: string, signal: AbortSignal): Promise<OtlpTraces> {
    const text = new TextDecoder().decode(await this.bytes(path, signal));
    try {
      return JSON.parse(text) as OtlpTraces;
    } catch {
      throw new ApiError(200, 'The answer is not JSON.', 'Is there a proxy between this page and Clew?');
    }
  }

  /** The whole answer, in memory of its own. */
  private async bytes(path: string, signal: AbortSignal, progress?: Progress): Promise<ArrayBuffer> {
    try {
      const response = await fetch(this.address + path, { signal });
      if (!response.ok) {
        throw refusal(response.status, await response.text());
      }
      return await readAll(response, progress);
    } catch (failure) {
      if (failure instanceof ApiError || signal.aborted) {
        throw failure;
      }
      throw new ApiError(
        0,
        'Clew does not answer.',
        'Check that it is running and that this machine reaches it, then try again.',
      );
    }
  }
}

/** How long nobody hears of progress between its beginning and its end: who shows it has other things to do while pieces of 64 kB come in. */
const PROGRESS_MILLIS = 100;

async function readAll(response: Response, progress: Progress | undefined): Promise<ArrayBuffer> {
  if (progress === undefined || response.body === null) {
    return response.arrayBuffer();
  }
  // The length of a compressed answer is not that of its bytes.
  const length = response.headers.get('content-encoding') ? null : response.headers.get('content-length');
  const total = length === null ? null : Number(length);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let told = performance.now();
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    bytes += read.value.length;
    const now = performance.now();
    if (now - told >= PROGRESS_MILLIS) {
      told = now;
      progress(bytes, total);
    }
  }
  progress(bytes, total);
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole.buffer;
}
