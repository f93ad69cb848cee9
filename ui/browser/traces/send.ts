import { RequestWriter, type SpanOf } from './otlp';
import type { Trace } from './span';

const SPANS_IN_A_REQUEST = 10_000;

/** How many requests are on their way at the same time. */
const IN_FLIGHT = 3;

/**
 * Sends traces over OTLP/HTTP, in requests of many spans.
 *
 * @param endpoint where OTLP/HTTP listens, for example `http://127.0.0.1:4318`
 * @returns how many spans were sent; all of them were accepted
 * @throws Error when a request is refused, or some of its spans are
 */
export async function send(endpoint: string, ...traces: readonly Trace[]): Promise<number> {
  const writer = new RequestWriter();
  const inFlight = new Set<Promise<unknown>>();
  let sent = 0;
  for (const spans of pieces(traces)) {
    if (inFlight.size >= IN_FLIGHT) {
      await Promise.race(inFlight);
    }
    const posted: Promise<unknown> = post(endpoint, writer.request(spans).slice()).then(() =>
      inFlight.delete(posted),
    );
    inFlight.add(posted);
    sent += spans.length;
  }
  await Promise.all(inFlight);
  return sent;
}

function* pieces(traces: readonly Trace[]): Generator<SpanOf[]> {
  let piece: SpanOf[] = [];
  for (const trace of traces) {
    for (const span of trace.spans) {
      piece.push({ trace, span });
      if (piece.length === SPANS_IN_A_REQUEST) {
        yield piece;
        piece = [];
      }
    }
  }
  if (piece.length > 0) {
    yield piece;
  }
}

async function post(endpoint: string, request: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(endpoint + '/v1/traces', {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: request,
  });
  const answer = Buffer.from(await response.arrayBuffer());
  // An answer with anything in it is a partial success.
  if (!response.ok || answer.length > 0) {
    throw new Error(`OTLP request answered with ${response.status}: ${answer.toString()}`);
  }
}
