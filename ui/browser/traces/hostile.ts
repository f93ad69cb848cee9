import { Kind, type Span, Text, type Trace, traceId } from './span';

const MILLISECOND = 1_000_000;

/** Markup that would leave a mark on the page's window if any of it were taken for markup. */
export const MARKUP = [
  '<script>window.hurt=1</script>',
  '<img src=x onerror="window.hurt=1">',
  '"><svg onload=window.hurt=1>',
  "'-window.hurt=1-'",
  'javascript:window.hurt=1',
  '{{constructor.constructor("window.hurt=1")()}}',
] as const;

/** Text that turns, hides or breaks what is near it. */
export const STRANGE_TEXTS = {
  'right to left': 'שלום עולם مرحبا',
  'turned around': 'invoice\u202Egnp.exe\u2066hidden\u2069',
  controls: 'nul\u0000 bell\u0007 escape\u001b[31mred\u001b[0m delete\u007f next\u0085line',
  lines: 'first line\nsecond line\r\n\tthird line',
  separators: 'line\u2028separator paragraph\u2029separator',
  'zero width': 'ze\u200bro\u200dwi\ufeffdth',
  combining: 'Z' + '\u0351\u0329\u034d'.repeat(60) + 'algo',
  emoji: '👩‍👩‍👧‍👦 🏳️‍🌈 𝕏',
  empty: '',
  spaces: '   ',
} as const;

/** Text that is not UTF-8: a cut sequence, half of a surrogate pair, bytes that are nowhere in UTF-8. */
const NOT_UTF8 = {
  'cut sequence': [0x61, 0xe2, 0x82],
  'half a pair': [0xed, 0xa0, 0x80, 0x62],
  'no such bytes': [0xff, 0xfe, 0x63],
};

export const LARGE_VALUE = 'megabyte of text: ' + '0123456789abcdef'.repeat(65_536);
export const MANY_ATTRIBUTES = 10_000;

/** A trace whose names, services and attributes are what a page should not trip over. */
export function hostileTrace(id: number, start: bigint): Trace {
  const spans: Span[] = [span(1, 0, '<b>gateway</b>', 'GET /<i>{id}</i>?a=1&amp;b=2', 0, 100)];
  const add = (name: string, extra: Partial<Span> = {}) => {
    const number = spans.length + 1;
    spans.push({ ...span(number, 1, 'plain', name, number, 5), ...extra });
  };
  MARKUP.forEach((text) => add(text, { service: text, error: text, attributes: { [text]: text } }));
  Object.entries(STRANGE_TEXTS).forEach(([what, text]) =>
    add(text, {
      service: text || 'plain',
      attributes: { what, [text || 'empty']: text, list: [text, 1, [true]] },
    }),
  );
  add('not UTF-8', {
    attributes: Object.fromEntries(
      Object.entries(NOT_UTF8).map(([key, bytes]) => [key, new Text(Uint8Array.from(bytes))]),
    ),
  });
  add('one large value', { attributes: { large: LARGE_VALUE, 'large as bytes': new Uint8Array(100_000) } });
  add('many attributes', {
    attributes: Object.fromEntries(
      Array.from({ length: MANY_ATTRIBUTES }, (_, i) => [`key.${i}`, `value ${i}`]),
    ),
  });
  add('numbers', {
    attributes: {
      largest: 2n ** 63n - 1n,
      smallest: -(2n ** 63n),
      tiny: 5e-324,
      'not a number': NaN,
      infinite: -Infinity,
    },
  });
  add('name '.repeat(2_000), { service: 'service-'.repeat(100) });
  add('__proto__', { service: 'constructor', attributes: { toString: 'x', hasOwnProperty: 'y' } });
  return { id: traceId(id), start, spans };
}

/** As many services as spans. */
export function servicesTrace(id: number, start: bigint, services: number): Trace {
  const spans = Array.from({ length: services }, (_, i) =>
    span(i + 1, i === 0 ? 0 : 1 + ((i - 1) >> 2), `service-${i}`, `operation ${i}`, i, services - i),
  );
  return { id: traceId(id), start, spans };
}

function span(
  number: number,
  parent: number,
  service: string,
  name: string,
  start: number,
  length: number,
): Span {
  return {
    number,
    parent,
    service,
    name,
    kind: Kind.SERVER,
    start: start * MILLISECOND,
    duration: length * MILLISECOND,
  };
}
