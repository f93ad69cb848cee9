import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { traceOf } from '../testing/traces';
import { writeColumns, writeSpanIds } from '../testing/writeColumns';
import { ColumnsError } from '../trace/ColumnFile';
import { ServerSource } from './ServerSource';

const TRACE = '0102030405060708090a0b0c0d0e0f10';
const SPAN = '00000000000000ab';
const never = new AbortController().signal;
let server: Server | undefined;

/** A source over a real server with these answers. */
async function serving(answer: RequestListener): Promise<ServerSource> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new ServerSource(`http://127.0.0.1:${port}/clew/api/clew/v1/`, TRACE);
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

const traces = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeSpans: [
        {
          scope: { name: 'lib', version: '2' },
          spans: [
            {
              traceId: TRACE,
              spanId: SPAN,
              parentSpanId: '',
              flags: 0x301,
              name: 'pay',
              kind: 3,
              startTimeUnixNano: '1700000000123456789',
              endTimeUnixNano: '1700000000123456799',
              attributes: [
                { key: 'big', value: { intValue: '9223372036854775807' } },
                { key: 'ratio', value: { doubleValue: 'NaN' } },
                { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, {}] } } },
              ],
              events: [{ timeUnixNano: '1700000000123456790', name: 'exception' }],
              links: [{ traceId: TRACE.toUpperCase(), spanId: SPAN.toUpperCase() }],
              status: { code: 2, message: 'declined' },
            },
          ],
        },
      ],
    },
  ],
};

describe('a trace of a server', () => {
  it('has the columns that the server sends, and says how far it has come', async () => {
    const columns = traceOf([
      { id: 1, start: 0, duration: 10 },
      { id: 2, parent: 1, start: 3, duration: 4 },
    ]);
    const bytes = writeColumns(columns);
    const source = await serving((request, response) => {
      expect(request.url).toBe(`/clew/api/clew/v1/traces/${TRACE}/columns`);
      response.setHeader('content-length', bytes.length);
      response.end(bytes);
    });
    const heard: [number, number | null][] = [];
    expect(await source.columns(never, (read, total) => heard.push([read, total]))).toEqual(columns);
    expect(heard.at(-1)).toEqual([bytes.length, bytes.length]);
  });

  it('tells all of a span, 64-bit numbers exactly', async () => {
    const source = await serving((request, response) => {
      expect(request.url).toBe(`/clew/api/clew/v1/traces/${TRACE}/spans/${SPAN}`);
      response.end(JSON.stringify(traces));
    });
    expect(await source.span(SPAN, never)).toEqual([
      {
        traceId: TRACE,
        spanId: SPAN,
        parentSpanId: null,
        name: 'pay',
        kind: 3,
        startNanos: 1700000000123456789n,
        endNanos: 1700000000123456799n,
        status: { code: 2, message: 'declined' },
        traceState: '',
        flags: 0x301,
        attributes: [
          { key: 'big', value: { type: 'int', value: 9223372036854775807n } },
          { key: 'ratio', value: { type: 'double', value: NaN } },
          {
            key: 'list',
            value: { type: 'array', value: [{ type: 'boolean', value: true }, { type: 'empty' }] },
          },
        ],
        events: [{ timeNanos: 1700000000123456790n, name: 'exception', attributes: [] }],
        links: [{ traceId: TRACE, spanId: SPAN, traceState: '', attributes: [] }],
        resource: {
          attributes: [{ key: 'service.name', value: { type: 'string', value: 'shop' } }],
          schemaUrl: '',
        },
        scope: { name: 'lib', version: '2', attributes: [], schemaUrl: '' },
        dropped: { attributes: 0, events: 0, links: 0 },
      },
    ]);
  });

  it('finds by words and by TraceQL', async () => {
    const columns = traceOf([{ id: 0xab, start: 0, duration: 1 }]);
    const asked: (string | undefined)[] = [];
    const source = await serving((request, response) => {
      asked.push(request.url?.split('?')[1]);
      response.end(writeSpanIds(columns, columns.spanIds));
    });
    expect([...(await source.find({ text: 'a=b "c d"' }, never))]).toEqual([0xab, 0]);
    await source.find({ traceql: '{ status = error }' }, never);
    expect(asked).toEqual(['text=a%3Db+%22c+d%22', 'q=%7B+status+%3D+error+%7D']);
  });

  it('gives spans out as OTLP JSON, one by one or all', async () => {
    const source = await serving((_, response) => response.end(JSON.stringify(traces)));
    expect(JSON.parse(await (await source.otlp([SPAN, SPAN], never)).text())).toEqual(traces);
    expect(JSON.parse(await (await source.otlp(null, never)).text())).toEqual(traces);
    await expect(source.otlp(new Array<string>(101).fill(SPAN), never)).rejects.toThrow(
      '101 spans are more than 100',
    );
  });

  it('says what the server said', async () => {
    const source = await serving((_, response) => {
      response.statusCode = 404;
      response.end(JSON.stringify({ error: { message: 'no such trace' } }));
    });
    await expect(source.columns(never)).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
      message: 'No such trace.',
    });
  });

  it('refuses a damaged answer by column and byte', async () => {
    const bytes = writeColumns(traceOf([{ id: 1, start: 0, duration: 1 }]));
    const source = await serving((_, response) => response.end(bytes.subarray(0, 500)));
    await expect(source.columns(never)).rejects.toBeInstanceOf(ColumnsError);
  });

  it('says that nobody answers, and lets itself be stopped', async () => {
    const source = await serving((request) => request.socket.destroy());
    await expect(source.columns(never)).rejects.toMatchObject({ name: 'ApiError', status: 0 });
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(source.columns(stopped)).rejects.toThrow('enough');
  });
});
