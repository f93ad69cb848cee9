import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../testing/random';
import { ColumnsError } from './ColumnFile';
import { idAt, parentSpanId, rowOfSpan, rowsOfSpans, spanId, type TraceColumns } from './columns';
import { readColumns } from './readColumns';

const FIXTURES = new URL('./fixtures/', import.meta.url);
const NAMES = readdirSync(FIXTURES)
  .filter((file) => file.endsWith('.columns'))
  .map((file) => file.slice(0, -'.columns'.length));

/** Bytes in memory of their own: the reader changes them. */
function fixture(name: string): ArrayBuffer {
  return new Uint8Array(readFileSync(new URL(`${name}.columns`, FIXTURES))).buffer;
}

/** What a fixture's JSON says, for what the reader made of it. */
function described(columns: TraceColumns) {
  return {
    traceId: columns.traceId,
    start: String(columns.startNanos),
    spans: Array.from({ length: columns.rows }, (_, row) => ({
      span_id: spanId(columns, row),
      parent: columns.parent[row],
      start: columns.start[row],
      duration: columns.duration[row],
      service: columns.strings[columns.service[row]],
      name: columns.strings[columns.name[row]],
      kind: columns.kind[row],
      status: columns.status[row],
      events: columns.events[row],
      links: columns.links[row],
      ...(columns.parent[row] === -2 ? { missing: parentSpanId(columns, row) } : {}),
    })),
  };
}

interface Described {
  spans: { start: string | number; duration: string | number }[];
}

function expected(name: string): Described {
  const json = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Described;
  for (const span of json.spans) {
    // The nearest number: exact below 2^53.
    span.start = Number(BigInt.asUintN(64, BigInt(span.start)));
    span.duration = Number(span.duration);
  }
  return json;
}

describe('the reader of columns', () => {
  it('has fixtures', () => expect(NAMES.length).toBeGreaterThan(5));

  it.each(NAMES)('reads what the server wrote: %s', (name) => {
    expect(described(readColumns(fixture(name)))).toEqual(expected(name));
  });

  it('finds spans by id', () => {
    const columns = readColumns(fixture('orphans'));
    for (let row = 0; row < columns.rows; row++) {
      const id = spanId(columns, row);
      const first = rowOfSpan(columns, id);
      expect(first).toBeLessThanOrEqual(row);
      expect(spanId(columns, first)).toBe(id);
      const rows = rowsOfSpans(columns, columns.spanIds.slice(2 * row, 2 * row + 2));
      expect(rows).toContain(row);
      expect([...rows].every((other) => spanId(columns, other) === id)).toBe(true);
    }
    expect(rowOfSpan(columns, 'ffffffffffffff00')).toBe(-1);
    expect(rowOfSpan(columns, 'not an id')).toBe(-1);
    expect(idAt(Int32Array.of(-1, 1), 0)).toBe('00000001ffffffff');
  });

  it.each(NAMES)('refuses an answer cut anywhere, and says where: %s', (name) => {
    const whole = fixture(name).byteLength;
    for (let length = 0; length < whole - 8; length++) {
      expect(() => readColumns(fixture(name).slice(0, length)), `length ${length}`).toThrow(
        /^(header|directory|column "\w+"): .*\d/,
      );
    }
  });

  it('refuses damage by name or reads on, never anything else', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const next = random(seed);
      const bytes = fixture(NAMES[next(NAMES.length)]);
      const view = new Uint8Array(bytes);
      for (let changes = 1 + next(4); changes > 0; changes--) {
        view[next(view.length)] = next(4) === 0 ? 255 : next(256);
      }
      try {
        const columns = readColumns(bytes);
        expect(columns.spanIds.length, `seed ${seed}`).toBe(2 * columns.rows);
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(ColumnsError);
      }
    }
  });

  it.each([
    ['magic', 0, 'header: byte 0: these are no columns, they begin with ff4c4557'],
    ['version', 4, 'header: byte 4: version 255 is not 1, the one known here'],
    ['rows', 12, /^column "span_id": byte \d+: \d+ bytes are not 8 for each of 255 rows$/],
    ['type', 48 + 16 + 32, /^column "parent": it is (not in the answer|of type \w+, not int32)$/],
  ])('names what is wrong: %s', (_, offset, message) => {
    const bytes = fixture('simple');
    new Uint8Array(bytes)[offset] = 255;
    expect(() => readColumns(bytes)).toThrow(message);
  });
});
