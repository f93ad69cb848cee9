import { describe, expect, it } from 'vitest';
import { random, type Random } from '../../testing/random';
import { kitTrace } from '../../testing/sourceKit';
import { writeJaeger } from '../../testing/writeJaeger';
import { spansOf, type OtlpTraces } from '../otlp';
import { FileError } from './FileError';
import { JsonElements } from './JsonElements';
import { openFile } from './openFile';
import { SpanReader } from './SpanReader';
import { SpanStore } from './SpanStore';

const never = new AbortController().signal;
const ROUNDS = 100;

/** A trace as a line of each format. */
const LINES: Record<string, (seed: number) => string> = {
  OTLP: (seed) => JSON.stringify(kitTrace(seed, 6, 'full')),
  Jaeger: (seed) => writeJaeger(kitTrace(seed, 6, 'jaeger')),
  Zipkin: (seed) => JSON.stringify(zipkinOf(kitTrace(seed, 6, 'jaeger'))),
};

describe.each(Object.keys(LINES))('%s', { timeout: 60_000 }, (format) => {
  it('reads the same however the bytes are cut', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const next = random(seed);
      const pretty = next(2) === 0;
      const line = LINES[format](seed);
      const bytes = new TextEncoder().encode(pretty ? JSON.stringify(JSON.parse(line), null, 2) : line);
      expect(spansIn(pieces(bytes, next)), `seed ${seed}`).toEqual(spansIn([bytes]));
    }
  });

  it('throws nothing but what it says, whatever the bytes, and tells of places within the file', async () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const next = random(seed);
      const bytes = mutated(new TextEncoder().encode(LINES[format](seed)), next, () => true);
      await expectHonest(bytes, seed);
    }
  });

  it('loses nothing of the lines that are not damaged', async () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const next = random(seed);
      const encode = (text: string) => new TextEncoder().encode(text);
      // Not at the beginning or the end: it must stay a line.
      const damaged = mutated(encode(LINES[format](seed)), next, (byte) => byte !== 0x0a && byte !== 0x0d);
      const before = encode(LINES[format](1000 + seed) + '\n');
      const after = encode('\n' + LINES[format](2000 + seed));
      const { contents } = await openFile(new File([before, damaged, after], 'x'), never);
      const counts = new Map(contents.traces.map(({ traceId, spans }) => [traceId, spans]));
      for (const whole of [1000 + seed, 2000 + seed]) {
        const richness = format === 'OTLP' ? 'full' : 'jaeger';
        const spans = spansOf(kitTrace(whole, 6, richness));
        expect(counts.get(spans[0].traceId), `seed ${seed}`).toBe(spans.length);
      }
    }
  });
});

async function expectHonest(bytes: Uint8Array<ArrayBuffer>, seed: number): Promise<void> {
  try {
    const file = await openFile(new File([bytes], 'x'), never);
    for (const problem of file.contents.problems) {
      const offset = Number(/^line \d+, byte (\d+): /.exec(problem)?.[1]);
      expect(offset, `seed ${seed}: ${problem}`).toBeLessThanOrEqual(bytes.length);
    }
    // All that was taken can be looked at.
    for (const { traceId } of file.contents.traces) {
      const source = file.trace(traceId);
      const columns = await source.columns(never);
      await source.find({ text: 'x' }, never);
      const all = JSON.parse(await (await source.otlp(null, never)).text()) as OtlpTraces;
      expect(spansOf(all), `seed ${seed}`).toHaveLength(columns.rows);
    }
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
}

function spansIn(chunks: readonly Uint8Array[]): unknown {
  const store = new SpanStore();
  const reader = new SpanReader(store);
  const elements = new JsonElements(reader);
  chunks.forEach((chunk) => elements.push(chunk));
  elements.end();
  expect(store.count).toBe(6);
  return [
    Array.from({ length: store.count }, (_, span) => store.span(span)),
    store.resources,
    reader.problems,
  ];
}

function pieces(bytes: Uint8Array, next: Random): Uint8Array[] {
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = 1 + next(next(3) === 0 ? 3 : 400);
    cut.push(bytes.slice(at, at + length));
    at += length;
  }
  return cut;
}

/** Bytes changed, put in, taken out or repeated, at a few places. */
function mutated(
  bytes: Uint8Array,
  next: Random,
  allowed: (byte: number) => boolean,
): Uint8Array<ArrayBuffer> {
  const list = [...bytes];
  for (let count = 1 + next(4); count > 0; count--) {
    const at = next(list.length);
    const byte = next(3) === 0 ? next(256) : '{}[]",:0\\nul-9e'.charCodeAt(next(15));
    const given = allowed(byte) ? byte : 0x20;
    switch (next(4)) {
      case 0:
        list[at] = given;
        break;
      case 1:
        list.splice(at, 0, given);
        break;
      case 2:
        list.splice(at, 1 + next(30));
        break;
      case 3:
        list.splice(at, 0, ...list.slice(at, at + next(40)));
        break;
    }
    if (list.length === 0) {
      list.push(0x20);
    }
  }
  return Uint8Array.from(list);
}

function zipkinOf(traces: OtlpTraces): unknown[] {
  return spansOf(traces).map((span) => ({
    traceId: span.traceId,
    id: span.spanId,
    parentId: span.parentSpanId ?? undefined,
    name: span.name,
    timestamp: Number(span.startNanos / 1000n),
    duration: Number((span.endNanos - span.startNanos) / 1000n),
    localEndpoint: { serviceName: 'shop' },
    annotations: span.events.map(({ timeNanos, name }) => ({
      timestamp: Number(timeNanos / 1000n),
      value: name,
    })),
    tags: { message: span.status.message },
  }));
}
