import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { kitTrace } from '../../testing/sourceKit';
import { writeJaeger } from '../../testing/writeJaeger';
import { MISSING, ROOT, spanId } from '../../trace/columns';
import { FILE_VALUE_LIMIT } from './FileContents';
import { FileError } from './FileError';
import { openFile, type OpenedFile } from './openFile';

const never = new AbortController().signal;
const TRACE = '0102030405060708090a0b0c0d0e0f10';

function open(content: string | Uint8Array<ArrayBuffer>): Promise<OpenedFile> {
  return openFile(new File([content], 'traces.json'), never);
}

describe('a Zipkin file', () => {
  const span = (id: string, parentId: string | undefined, more: object = {}) => ({
    traceId: '14b60fd9ae504820',
    id,
    parentId,
    name: 'get',
    timestamp: 1_700_000_000_000_000,
    duration: 10,
    localEndpoint: { serviceName: 'front', ipv4: '10.0.0.1', port: 80 },
    ...more,
  });
  const zipkin = [
    span('a', undefined),
    span('b', 'a', { kind: 'CLIENT', remoteEndpoint: { serviceName: 'back' }, duration: 8 }),
    span('b', 'a', { kind: 'SERVER', shared: true, localEndpoint: { serviceName: 'back' }, duration: 6 }),
    span('c', 'b', { localEndpoint: { serviceName: 'back' }, tags: { error: 'no stock' }, duration: 4 }),
    span('d', 'b', { duration: 3 }),
    span('e', 'ff', { duration: 2 }),
    span('f', 'd', { timestamp: undefined, duration: undefined }),
  ];

  it('has the server half of a shared span below the client half, and children below the half of their service', async () => {
    for (const content of [zipkin, [zipkin]]) {
      const file = await open(JSON.stringify(content));
      const columns = await file.trace('0'.repeat(16) + '14b60fd9ae504820').columns(never);
      const parentOf = Object.fromEntries(
        Array.from(columns.parent, (parent, row) => [
          spanId(columns, row).slice(-1) + columns.strings[columns.service[row]],
          parent < 0 ? parent : spanId(columns, parent).slice(-1) + columns.strings[columns.service[parent]],
        ]),
      );
      expect(parentOf).toEqual({
        afront: ROOT,
        bfront: 'afront',
        bback: 'bfront',
        cback: 'bback',
        dfront: 'bfront',
        efront: MISSING,
        ffront: 'dfront',
      });
      expect([...columns.start]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    }
  });

  it('keeps tags, annotations and endpoints, and an error tag as status', async () => {
    const given = span('c', 'b', {
      tags: { error: 'no stock' },
      annotations: [{ timestamp: 1_700_000_000_000_002, value: 'sent' }],
    });
    const file = await open(JSON.stringify([given]));
    const [details] = await file.trace(file.contents.traces[0].traceId).span('000000000000000c', never);
    expect(details.status).toEqual({ code: 2, message: 'no stock' });
    expect(details.events).toEqual([{ timeNanos: 1_700_000_000_000_002_000n, name: 'sent', attributes: [] }]);
    expect(details.attributes).toEqual([
      { key: 'error', value: { type: 'string', value: 'no stock' } },
      { key: 'net.host.ip', value: { type: 'string', value: '10.0.0.1' } },
      { key: 'net.host.port', value: { type: 'int', value: 80n } },
    ]);
  });
});

it('tells of every trace what to choose it by', async () => {
  const lines = [3, 2, 1].map((seed) => writeJaeger(kitTrace(seed, 10, 'jaeger')));
  const { contents } = await open(lines.join('\n'));
  expect(contents.spans).toBe(30);
  expect(contents.traces).toHaveLength(3);
  const starts = contents.traces.map(({ startNanos }) => startNanos);
  expect(starts).toEqual(starts.toSorted((a, b) => (a < b ? -1 : 1)));
  for (const { traceId, spans, errors, duration } of contents.traces) {
    const columns = await (await open(lines.join('\n'))).trace(traceId).columns(never);
    const ends = Array.from(columns.start, (start, row) => start + Math.max(0, columns.duration[row]));
    expect({ spans, errors, duration }).toEqual({
      spans: columns.rows,
      errors: columns.status.filter((status) => status === 2).length,
      duration: Math.max(...ends),
    });
  }
});

describe('damage', () => {
  const otlp = (span: string) =>
    `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE}","spanId":"00000000000000aa"},${span}]}]}]}`;
  const span = (fields: string) => otlp(`{"traceId":"${TRACE}","spanId":"00000000000000bb",${fields}}`);

  it.each([
    [otlp('{"traceId":"xyz","spanId":"1"}'), /line 1, byte 118: span "1": traceId "xyz" is no id/],
    [otlp(`{"traceId":"${TRACE}","spanId":"0"}`), /spanId "0" is no id/],
    [otlp('7'), /span: span 7 is no object/],
    [span('"startTimeUnixNano":"-1"'), /startTimeUnixNano "-1" is no number of nanoseconds/],
    [span('"endTimeUnixNano":"99999999999999999999"'), /endTimeUnixNano "9{20}" is no number .* 64 bits/],
    [span('"attributes":[{"key":"a","value":7}]'), /attributes\["a"\] 7 is no object/],
    [span('"attributes":{}'), /attributes \{\} is no array/],
    [span('"events":[{"name":7}]'), /event.name 7 is no text/],
    [span('"name":"\\x"'), /spans\[\] is not JSON/],
    [span(`"name":${'['.repeat(300)}${']'.repeat(300)}`), /nested 301 deep, more than the limit of 256/],
    [span(`"name":"${'x'.repeat(FILE_VALUE_LIMIT)}"`), /bytes, more than the limit of 16777216/],
  ])('of one span leaves the others: %.60s', async (content, problem) => {
    const { contents } = await open(content);
    expect(contents.spans).toBe(1);
    expect(contents.problems).toEqual([expect.stringMatching(problem)]);
    expect(contents.stopped).toBe('');
  });

  it('of one line leaves the others', async () => {
    const line = otlp(`{"traceId":"${TRACE}","spanId":"00000000000000bb"}`);
    for (const damaged of [
      line.slice(0, 90),
      line.slice(0, -2),
      line + ']',
      'nonsense',
      '{"a":"b\u0001',
      '}',
    ]) {
      const last = line.replaceAll('00000000000000', '11111111111111');
      const { contents } = await open([line, damaged, last].join('\n'));
      expect(contents.problems, damaged).toEqual([expect.stringMatching(/^line 2, byte \d+: /)]);
      expect(contents.spans, damaged).toBeGreaterThanOrEqual(4);
    }
  });

  it('around the spans of a file of many lines ends the reading, and what was read stays', async () => {
    const content = JSON.stringify(kitTrace(1, 20, 'full'), null, 1);
    const { contents } = await open(content.slice(0, -12) + '\n!');
    expect(contents.spans).toBe(20);
    expect(contents.stopped + contents.problems.join()).toMatch(/line \d+, byte \d+: /);
  });

  it('of the packing is told', async () => {
    const packed = gzipSync(
      Array(200)
        .fill(JSON.stringify(kitTrace(1, 20, 'full')))
        .join('\n'),
    );
    const cut = new Uint8Array(packed.subarray(0, packed.length - 20));
    const told = await open(cut).then(
      ({ contents }) => contents.stopped,
      (error: Error) => error.message,
    );
    expect(told).toMatch(/cannot be read beyond byte \d+ \(it is packed with gzip: is it whole\?\)/);
  });

  it.each(['', '{}', '[]', 'hello', '{"data":null}', '<html>', '[1,2]'])(
    'that is all there is: %s',
    async (content) => {
      await expect(open(content)).rejects.toThrow(FileError);
      await expect(open(content)).rejects.toThrow(
        'traces.json: no span of Jaeger, Zipkin or OTLP JSON is in it',
      );
    },
  );
});

it('can be stopped', async () => {
  const file = new File([JSON.stringify(kitTrace(1, 200, 'full'))], 'traces.json');
  const ending = new AbortController();
  const opened = openFile(file, ending.signal, () => ending.abort(new Error('enough')));
  await expect(opened).rejects.toThrow('enough');
});
