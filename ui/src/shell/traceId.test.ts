import { expect, test } from 'vitest';
import { traceIdIn } from './traceId';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test.each([
  [ID],
  [` ${ID}\n`],
  [ID.toUpperCase()],
  ['0x' + ID],
  [`00-${ID}-00f067aa0ba902b7-01`],
  ['4bf92f35-77b3-4da6-a3ce-929d0e0e4736'],
  [`https://jaeger.example.com/ui/trace/${ID}?uiFind=x`],
  [`http://localhost:16686/trace/${ID}#v1&row=1`],
])('%j is the id of a trace', (text) => {
  expect(traceIdIn(text)).toBe(ID);
});

test('ids of 64 bits stay as they are', () => {
  expect(traceIdIn('00f067aa0ba902b7')).toBe('00f067aa0ba902b7');
});

test.each([[''], ['4317'], ['deadbeef'], [ID + '0'], ['{ status = error }'], [`see ${ID}`], ['/search']])(
  '%j is none',
  (text) => {
    expect(traceIdIn(text)).toBeUndefined();
  },
);
