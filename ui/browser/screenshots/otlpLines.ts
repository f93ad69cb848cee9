import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** Of a file, the trace with the most spans; a span that was written several times counts once. */
export interface LargestTrace {
  readonly traceId: string;
  readonly spans: number;
}

interface SpanOfLine {
  readonly traceId: string;
  readonly spanId: string;
}

interface Request {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly SpanOfLine[] }[];
  }[];
}

/**
 * Sends a file of OTLP JSON, one ExportTraceServiceRequest a line, gzipped where its name ends with `.gz`.
 *
 * @param otlp where OTLP/HTTP is taken
 * @throws Error with the answer where a line is refused
 */
export async function sendLines(otlp: string, file: string): Promise<LargestTrace> {
  const bytes = createReadStream(file);
  const lines = createInterface({
    input: file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes,
    crlfDelay: Infinity,
  });
  const traces = new Map<string, Set<string>>();
  for await (const line of lines) {
    const answer = await fetch(otlp + '/v1/traces', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: line,
    });
    if (!answer.ok) {
      throw new Error(`Clew answered ${answer.status}: ${await answer.text()}`);
    }
    for (const { traceId, spanId } of spansOf(JSON.parse(line) as Request)) {
      traces.set(traceId, (traces.get(traceId) ?? new Set()).add(spanId));
    }
  }
  const [traceId, { size }] = [...traces].reduce((most, each) => (each[1].size > most[1].size ? each : most));
  return { traceId, spans: size };
}

function spansOf({ resourceSpans }: Request): SpanOfLine[] {
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
