import { describe, expect, it } from 'vitest';
import { attribute, attributeQuery, literal, quote, traceQuery } from './traceql';

describe('queries written for an attribute', () => {
  it('leaves plain keys as they are', () => {
    expect(attribute('span', 'http.request.method')).toBe('span.http.request.method');
    expect(attribute('resource', 'k8s.pod/name[0]:x')).toBe('resource.k8s.pod/name[0]:x');
  });

  it.each([
    ['a b', 'span."a b"'],
    ['', 'span.""'],
    ['say "hi"', 'span."say \\"hi\\""'],
    ['a\\b=c', 'span."a\\\\b=c"'],
    ['a\\b', 'span.a\\b'],
    ['two\nlines', 'span."two\nlines"'],
    ['non\u00a0breaking', 'span."non\u00a0breaking"'],
    ['{}', 'span."{}"'],
    ['שלום', 'span.שלום'],
  ])('quotes the key %j where it must', (key, written) => {
    expect(attribute('span', key)).toBe(written);
  });

  it('quotes values on one line, whatever is in them', () => {
    expect(quote('a"b\\c\nd\te\r\u0000\u0085')).toBe('"a\\"b\\\\c\\nd\\te\\r\\u0000\\u0085"');
    expect(quote('</script> `x` 日本 🧵')).toBe('"</script> `x` 日本 🧵"');
  });

  it('keeps the type of a value', () => {
    expect(literal(2)).toBe('2.0');
    expect(literal(-0.5)).toBe('-0.5');
    expect(literal(1e21)).toBe('1e+21');
    expect(literal(9007199254740993n)).toBe('9007199254740993');
    expect(literal(-(2n ** 63n))).toBe('minInt');
    expect(literal(true)).toBe('true');
    expect(literal('true')).toBe('"true"');
    expect(literal(Number.NaN)).toBe('0.0 / 0.0');
    expect(literal(-Infinity)).toBe('-1.0 / 0.0');
  });

  it('puts both into a query', () => {
    expect(attributeQuery('event', 'exception type', '!=', 'E"')).toBe(
      '{ event."exception type" != "E\\"" }',
    );
    expect(traceQuery('00ff')).toBe('{ trace:id = "00ff" }');
    expect(traceQuery('00ff', 'ab')).toBe('{ trace:id = "00ff" && span:id = "ab" }');
  });
});
