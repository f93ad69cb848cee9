/** Input that is not what `docs/columns.md` says; the message names column, offset and limit. */
export class ColumnsError extends Error {
  override readonly name = 'ColumnsError';
}

const MAGIC = 0x57454c43;
const VERSION = 1;
const HEADER = 48;
const ENTRY = 32;
const NAME = 16;

const TYPES = ['int64', 'int32', 'uint8', 'strings'] as const;
type Type = (typeof TYPES)[number];
const TWO_TO_32 = 4294967296;

interface Column {
  readonly name: string;
  readonly type: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * The columns of an answer as typed arrays over its bytes, found by name. Columns nobody asks for are passed over.
 *
 * Arrays share the answer's memory; {@link signed} and {@link unsigned} even change it, so a column is to be read once and one way.
 */
export class ColumnFile {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Nanoseconds since 1970. */
  readonly startNanos: bigint;
  readonly rows: number;
  private readonly columns = new Map<string, Column>();

  constructor(private readonly bytes: ArrayBuffer) {
    if (bytes.byteLength < HEADER) {
      throw new ColumnsError(`header: ${bytes.byteLength} bytes are too few for its ${HEADER}`);
    }
    const view = new DataView(bytes);
    if (view.getUint32(0, true) !== MAGIC) {
      throw new ColumnsError(`header: byte 0: these are no columns, they begin with ${hex(bytes, 0, 4)}`);
    }
    const version = view.getUint32(4, true);
    if (version !== VERSION) {
      throw new ColumnsError(`header: byte 4: version ${version} is not ${VERSION}, the one known here`);
    }
    const count = view.getUint32(8, true);
    this.rows = view.getUint32(12, true);
    this.traceId = hex(bytes, 16, 16);
    this.startNanos = view.getBigUint64(32, true);
    const end = HEADER + ENTRY * count;
    if (end > bytes.byteLength) {
      throw new ColumnsError(
        `directory: ${count} columns reach to byte ${end}, beyond the answer's ${bytes.byteLength}`,
      );
    }
    for (let at = HEADER; at < end; at += ENTRY) {
      this.enter(view, at);
    }
  }

  /** One number for each row. */
  int32(name: string): Int32Array {
    const column = this.find(name, 'int32');
    this.expectRows(column, 4, this.rows);
    return new Int32Array(this.bytes, column.offset, this.rows);
  }

  /** As many numbers as there are. */
  int32OfAnyLength(name: string): Int32Array {
    const column = this.find(name, 'int32');
    this.expectMultiple(column, 4);
    return new Int32Array(this.bytes, column.offset, column.length / 4);
  }

  uint8(name: string): Uint8Array {
    const column = this.find(name, 'uint8');
    this.expectRows(column, 1, this.rows);
    return new Uint8Array(this.bytes, column.offset, this.rows);
  }

  /** 64-bit numbers as two entries each, low and high half, for each row. */
  halves(name: string): Int32Array {
    const column = this.find(name, 'int64');
    this.expectRows(column, 8, this.rows);
    return new Int32Array(this.bytes, column.offset, 2 * this.rows);
  }

  /** 64-bit numbers as two entries each, as many as there are. */
  halvesOfAnyLength(name: string): Int32Array {
    const column = this.find(name, 'int64');
    this.expectMultiple(column, 8);
    return new Int32Array(this.bytes, column.offset, column.length / 4);
  }

  /** 64-bit numbers for each row, as the nearest that JavaScript has, in the place of the old ones. */
  signed(name: string): Float64Array {
    return this.numbers(name, (half) => half);
  }

  /** As {@link signed}, of numbers that are never negative and may fill all 64 bits. */
  unsigned(name: string): Float64Array {
    return this.numbers(name, (half) => half >>> 0);
  }

  private numbers(name: string, high: (half: number) => number): Float64Array {
    const halves = this.halves(name);
    const numbers = new Float64Array(this.bytes, halves.byteOffset, this.rows);
    for (let row = 0; row < numbers.length; row++) {
      numbers[row] = high(halves[2 * row + 1]) * TWO_TO_32 + (halves[2 * row] >>> 0);
    }
    return numbers;
  }

  strings(name: string): string[] {
    const { offset, length } = this.find(name, 'strings');
    const view = new DataView(this.bytes, offset, length);
    const count = length < 4 ? 0 : view.getUint32(0, true);
    const base = 4 + 4 * (count + 1);
    if (base > length) {
      throw new ColumnsError(
        `column "${name}": byte ${offset}: ${count} strings need more than its ${length} bytes`,
      );
    }
    const heap = new Uint8Array(this.bytes, offset + base, length - base);
    const ascii = asciiOf(heap);
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const strings = new Array<string>(count);
    let from = view.getUint32(4, true);
    for (let i = 0; i < count; i++) {
      const at = 8 + 4 * i;
      const to = view.getUint32(at, true);
      if (to < from || to > heap.length) {
        throw new ColumnsError(
          `column "${name}": byte ${offset + at}: string ${i} reaches from ${from} to ${to} of ${heap.length} bytes`,
        );
      }
      try {
        strings[i] = ascii === null ? decoder.decode(heap.subarray(from, to)) : ascii.slice(from, to);
      } catch {
        throw new ColumnsError(
          `column "${name}": byte ${offset + base + from}: string ${i} is not valid UTF-8`,
        );
      }
      from = to;
    }
    return strings;
  }

  private enter(view: DataView, at: number): void {
    let name = '';
    for (let i = 0; i < NAME && view.getUint8(at + i) !== 0; i++) {
      name += String.fromCharCode(view.getUint8(at + i));
    }
    const column = {
      name,
      type: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 20, true),
      length: view.getUint32(at + 24, true),
    };
    if (column.type >= TYPES.length) {
      return;
    }
    const end = column.offset + column.length;
    if (end > this.bytes.byteLength) {
      throw new ColumnsError(
        `column "${name}": it reaches from byte ${column.offset} to ${end}, beyond the answer's ${this.bytes.byteLength}`,
      );
    }
    if (column.offset % 8 !== 0) {
      throw new ColumnsError(`column "${name}": it begins at byte ${column.offset}, no multiple of 8`);
    }
    if (this.columns.has(name)) {
      throw new ColumnsError(`column "${name}": byte ${at}: it is there twice`);
    }
    this.columns.set(name, column);
  }

  private find(name: string, type: Type): Column {
    const column = this.columns.get(name);
    if (column === undefined) {
      throw new ColumnsError(`column "${name}": it is not in the answer`);
    }
    if (TYPES[column.type] !== type) {
      throw new ColumnsError(`column "${name}": it is of type ${TYPES[column.type]}, not ${type}`);
    }
    return column;
  }

  private expectRows(column: Column, bytes: number, rows: number): void {
    if (column.length !== bytes * rows) {
      throw new ColumnsError(
        `column "${column.name}": byte ${column.offset}: ${column.length} bytes are not ${bytes} for each of ${rows} rows`,
      );
    }
  }

  private expectMultiple(column: Column, bytes: number): void {
    if (column.length % bytes !== 0) {
      throw new ColumnsError(
        `column "${column.name}": byte ${column.offset}: ${column.length} bytes are no multiple of ${bytes}`,
      );
    }
  }
}

/** The text of bytes that are all ASCII, `null` for others: strings cut from one text cost no decoding each. */
function asciiOf(bytes: Uint8Array): string | null {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] > 127) {
      return null;
    }
  }
  return new TextDecoder().decode(bytes);
}

function hex(bytes: ArrayBuffer, from: number, count: number): string {
  return Array.from(new Uint8Array(bytes, from, count), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
