import { type TraceColumns } from '../trace/columns';

const HEADER = 48;
const ENTRY = 32;

/** Writes columns as `docs/columns.md` says, as a server would. */
export function writeColumns(columns: TraceColumns): Uint8Array<ArrayBuffer> {
  const written: [name: string, type: number, bytes: Uint8Array][] = [
    ['span_id', 0, bytesOf(columns.spanIds)],
    ['parent', 1, bytesOf(columns.parent)],
    ['start', 0, int64s(columns.start)],
    ['duration', 0, int64s(columns.duration)],
    ['service', 1, bytesOf(columns.service)],
    ['name', 1, bytesOf(columns.name)],
    ['kind', 2, columns.kind],
    ['status', 2, columns.status],
    ['events', 1, bytesOf(columns.events)],
    ['links', 1, bytesOf(columns.links)],
    ['missing_row', 1, bytesOf(columns.missing.rows)],
    ['missing_id', 0, bytesOf(columns.missing.ids)],
    ['strings', 3, stringBytes(columns.strings)],
  ];
  return writeFile(columns.traceId, columns.startNanos, columns.rows, written);
}

/** Writes an answer that has only span ids, as a search within a trace gets. */
export function writeSpanIds(columns: TraceColumns, ids: Int32Array): Uint8Array<ArrayBuffer> {
  return writeFile(columns.traceId, columns.startNanos, ids.length / 2, [['span_id', 0, bytesOf(ids)]]);
}

function writeFile(
  traceId: string,
  startNanos: bigint,
  rows: number,
  columns: [name: string, type: number, bytes: Uint8Array][],
): Uint8Array<ArrayBuffer> {
  let offset = HEADER + ENTRY * columns.length;
  const length = columns.reduce((sum, [, , bytes]) => sum + padded(bytes.length), offset);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode('CLEW'));
  view.setUint32(4, 1, true);
  view.setUint32(8, columns.length, true);
  view.setUint32(12, rows, true);
  traceId.match(/../g)?.forEach((byte, i) => view.setUint8(16 + i, parseInt(byte, 16)));
  view.setBigUint64(32, startNanos, true);
  columns.forEach(([name, type, bytes], i) => {
    const at = HEADER + ENTRY * i;
    file.set(new TextEncoder().encode(name), at);
    view.setUint32(at + 16, type, true);
    view.setUint32(at + 20, offset, true);
    view.setUint32(at + 24, bytes.length, true);
    file.set(bytes, offset);
    offset += padded(bytes.length);
  });
  return file;
}

function bytesOf(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function int64s(values: Float64Array): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, (value) => BigInt(value)).buffer);
}

function stringBytes(strings: readonly string[]): Uint8Array {
  const encoded = strings.map((text) => new TextEncoder().encode(text));
  const base = 4 + 4 * (strings.length + 1);
  const bytes = new Uint8Array(encoded.reduce((sum, text) => sum + text.length, base));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, strings.length, true);
  let offset = 0;
  encoded.forEach((text, i) => {
    view.setUint32(4 + 4 * i, offset, true);
    bytes.set(text, base + offset);
    offset += text.length;
  });
  view.setUint32(4 + 4 * strings.length, offset, true);
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
