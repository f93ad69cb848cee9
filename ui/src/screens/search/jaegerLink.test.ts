import { describe, expect, it } from 'vitest';
import { readJaegerLink, readJaegerTraces } from './jaegerLink';

const read = (search: string) => readJaegerLink(new URLSearchParams(search));

describe("a link of Jaeger's UI", () => {
  it('is read with all its fields', () => {
    const tags = encodeURIComponent('{"http.status_code":"500","error":"true"}');
    expect(
      read(
        `end=1674997200000000&limit=20&lookback=1h&maxDuration=2s&minDuration=1.5ms&operation=GET%20%2Forder` +
          `&service=shop%20web&start=1674993600000000&tags=${tags}`,
      ),
    ).toEqual({
      fields: {
        service: 'shop web',
        operation: 'GET /order',
        tags: 'http.status_code=500 error=true',
        minDuration: '1.5ms',
        maxDuration: '2s',
        minTraceDuration: '',
        maxTraceDuration: '',
      },
      range: { kind: 'absolute', start: 1_674_993_600_000_000_000n, end: 1_674_997_200_000_000_000n },
      limit: 20,
    });
  });

  it('means the last hours where it has no moments', () => {
    expect(read('service=shop&lookback=12h')?.range).toEqual({ kind: 'relative', seconds: 43_200 });
    expect(read('service=shop&lookback=custom')?.range).toEqual({ kind: 'relative', seconds: 3600 });
  });

  it('asks for no operation by the word all, and for no service by a dash', () => {
    expect(read('service=-&operation=all')?.fields).toMatchObject({ service: '', operation: '' });
  });

  it('has tags in JSON, in logfmt, or one by one', () => {
    const tags = (text: string) => read(`service=s&${text}`)?.fields.tags;
    expect(tags('tags=' + encodeURIComponent('{"a b":"c \\"d\\"","n":"","u":"é=1"}'))).toBe(
      '"a b"="c \\"d\\"" n="" u="é=1"',
    );
    expect(tags('tags=error%3Dtrue')).toBe('error=true');
    expect(tags('tag=http.url:http://a/b&tag=error')).toBe('http.url=http://a/b error');
    expect(tags('tags={}')).toBe('');
    expect(tags('tags={"n":7,"b":true}')).toBe('n=7 b=true');
  });

  it("is told from an address in Clew's words", () => {
    expect(read('q={}&service=shop')).toBeNull();
    expect(read('lookback=1h&limit=20')).toBeNull();
    expect(read('')).toBeNull();
  });
});

describe("a link of Jaeger's UI that names traces", () => {
  const traces = (search: string) => readJaegerTraces(new URLSearchParams(search));

  it('has their ids, each with the spans that it points to', () => {
    expect(traces('traceID=AB12&traceID=cd&span=01%2002@ab12')).toEqual([
      { traceId: 'ab12', spanIds: ['01', '02'] },
      { traceId: 'cd', spanIds: [] },
    ]);
    expect(traces('traceID=ab12&span=01')).toEqual([{ traceId: 'ab12', spanIds: ['01'] }]);
  });

  it('is none where it names no trace', () => {
    expect(traces('service=shop&traceID=order-17')).toEqual([]);
  });
});
