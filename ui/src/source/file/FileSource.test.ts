import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Equal, kitTrace, sourceChecks } from '../../testing/sourceKit';
import { writeJaeger } from '../../testing/writeJaeger';
import type { OtlpTraces } from '../otlp';
import type { FileSource } from './FileSource';
import { openFile } from './openFile';

const never = new AbortController().signal;
const equal: Equal = (actual, expected, what) => expect(actual, what).toEqual(expected);

/** How a trace may lie in a file. */
const FILES: Record<string, (traces: OtlpTraces) => string | Uint8Array<ArrayBuffer>> = {
  'OTLP JSON': (traces) => JSON.stringify(traces),
  'OTLP JSON over many lines': (traces) => JSON.stringify(traces, null, 2),
  'an OTLP request a line, packed': ({ resourceSpans }) =>
    new Uint8Array(
      gzipSync(resourceSpans!.map((each) => JSON.stringify({ resourceSpans: [each] })).join('\n')),
    ),
  'OTLP JSON with the spans before what they belong to': ({ resourceSpans }) =>
    JSON.stringify({
      resourceSpans: resourceSpans!.map(({ resource, scopeSpans }) => ({
        scopeSpans: scopeSpans!.map(({ scope, spans }) => ({ spans, scope })),
        resource,
      })),
    }),
  'OTLP JSON with everything twice': (traces) => `${JSON.stringify(traces)}\n${JSON.stringify(traces)}\n`,
};

describe.each(Object.keys(FILES))('a trace of a file: %s', (form) => {
  for (let seed = 1; seed <= 2; seed++) {
    const traces = kitTrace(seed, 25 * seed, 'full');
    it.each(sourceChecks(traces))(`$name (seed ${seed})`, async ({ run }) => {
      await run(await only(FILES[form](traces)), equal);
    });
  }
});

describe('a trace of a file: Jaeger', () => {
  for (let seed = 1; seed <= 2; seed++) {
    const traces = kitTrace(seed, 25 * seed, 'jaeger');
    it.each(sourceChecks(traces))(`$name (seed ${seed})`, async ({ run }) => {
      await run(await only(writeJaeger(traces)), equal);
    });
  }
});

it('says of TraceQL that it needs the server', async () => {
  const source = await only(JSON.stringify(kitTrace(1, 5, 'full')));
  await expect(source.find({ traceql: '{ }' }, never)).rejects.toThrow('TraceQL is evaluated by the server');
});

async function only(content: string | Uint8Array<ArrayBuffer>): Promise<FileSource> {
  const file = await openFile(new File([content], 'trace.json'), never);
  const { traces, problems, stopped } = file.contents;
  expect({ traces: traces.length, problems, stopped }).toEqual({ traces: 1, problems: [], stopped: '' });
  return file.trace(traces[0].traceId);
}
