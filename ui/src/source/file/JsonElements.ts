import { withLongNumbersAsStrings } from './exactJson';
import { FILE_VALUE_LIMIT } from './FileContents';
import { FileError } from './FileError';

/** What is to be done with a value that begins. */
export type Treatment = 'enter' | 'take' | 'skip';

/** Where something is in a file. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** Bytes before it. */
  readonly offset: number;
}

/** Hears what is in a stream of JSON. Paths are as `.data[].spans[]`; the empty path is the outermost value. */
export interface JsonListener {
  /** @param opens the first byte of the value: `{`, `[` or the begin of something that cannot be entered */
  begin(path: string, opens: string): Treatment;
  /** A value to take is there; whole numbers beyond 2^53 are strings of their digits, in `json` too. */
  value(path: string, value: unknown, json: string, place: Place): void;
  /** Some of the file is damaged, and passed over. */
  damage(message: string, place: Place): void;
}

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** How deep a value to take may be nested. */
const DEPTH_LIMIT = 256;

/** What may come next outside of values that are taken or skipped. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

interface Container {
  readonly path: string;
  readonly close: number;
  /** Of an array: the path of its elements. */
  readonly elementPath: string;
}

interface Part {
  readonly kind: 'key' | 'take' | 'skip';
  readonly place: Place;
  /** What earlier chunks had of it. */
  readonly before: Uint8Array[];
  bytes: number;
  deepest: number;
}

/** The value at hand cannot be used; what follows can. */
class Damage extends Error {
  constructor(
    message: string,
    readonly place: Place,
  ) {
    super(message);
  }
}

/**
 * Cuts a stream of JSON values, one after the other, into the parts that a listener wants, and holds no more of it than
 * the part at hand: the way down to the parts is followed byte by byte, the parts go to `JSON.parse`.
 *
 * A part that is damaged within is passed over. Where the structure around the parts is damaged, and the file has a value
 * a line, the rest of the line is passed over; of any other file the rest cannot be understood.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export class JsonElements {
  private readonly containers: Container[] = [];
  private expected: Expected = 'value';
  /** Path of the value to come. */
  private path = '';
  /** How many bytes the chunks before the one at hand had. */
  private base = 0;
  private line = 1;
  /** On which line the outermost value at hand began. */
  private valueLine = 1;
  /** Whether each outermost value has a line of its own: so it is where the first one has. */
  private lines = false;
  private any = false;
  private skippingLine = false;

  private part: Part | null = null;
  private depth = 0;
  private inString = false;
  private escaped = false;

  constructor(private readonly listener: JsonListener) {}

  /** @throws FileError where the rest of the file cannot be understood */
  push(chunk: Uint8Array): void {
    const isBegin = this.base === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    let at = isBegin ? 3 : 0;
    while (at < chunk.length) {
      try {
        at = this.advance(chunk, at);
      } catch (error) {
        if (!(error instanceof Damage)) {
          throw error;
        }
        this.recover(error);
      }
    }
    this.base += chunk.length;
  }

  /** Says that there is no more. */
  end(): void {
    try {
      if (this.part !== null && this.depth === 0 && !this.inString && this.containers.length === 0) {
        this.close(new Uint8Array(0), 0, 0);
      }
      if (this.part !== null || this.containers.length > 0) {
        throw new Damage(`the file ends within ${this.path || 'its first value'}`, this.placeAt(0));
      }
    } catch (error) {
      if (!(error instanceof Damage)) {
        throw error;
      }
      this.listener.damage(error.message, error.place);
    }
  }

  private advance(chunk: Uint8Array, from: number): number {
    if (this.skippingLine) {
      const newline = chunk.indexOf(NEWLINE, from);
      if (newline < 0) {
        return chunk.length;
      }
      this.skippingLine = false;
      return newline;
    }
    if (this.part !== null) {
      return this.follow(chunk, from);
    }
    const byte = chunk[from];
    if (byte === NEWLINE) {
      this.endLine(from);
      return from + 1;
    }
    return byte === 0x20 || byte === 0x0d || byte === 0x09 ? from + 1 : this.step(byte, from);
  }

  /** Lets the value at hand go, and goes on at the next line where that can be understood. */
  private recover(damage: Damage): void {
    if (!this.lines && this.valueLine !== this.line) {
      throw new FileError(
        `line ${damage.place.line}, byte ${damage.place.offset}: ${damage.message}; what comes after it cannot be read`,
      );
    }
    this.listener.damage(damage.message, damage.place);
    this.containers.length = 0;
    this.part = null;
    this.path = '';
    this.expected = 'value';
    this.skippingLine = true;
  }

  private endLine(at: number): void {
    const isOpen = this.containers.length > 0 || this.part !== null;
    if (isOpen && this.lines) {
      const damage = new Damage(`the line ends within ${this.path || 'its value'}`, this.placeAt(at));
      this.recover(damage);
      this.skippingLine = false;
    }
    this.line++;
  }

  /** Takes one byte outside of parts, or begins a part with it. */
  private step(byte: number, at: number): number {
    const container = this.containers[this.containers.length - 1];
    switch (this.expected) {
      case 'value or end':
        if (byte === container.close) {
          return this.leave(at);
        }
        return this.beginValue(byte, at);
      case 'value':
        return this.beginValue(byte, at);
      case 'key or end':
        if (byte === container.close) {
          return this.leave(at);
        }
        return this.beginKey(byte, at);
      case 'key':
        return this.beginKey(byte, at);
      case 'colon':
        if (byte !== COLON) {
          this.fail(at, byte, '":"');
        }
        this.expected = 'value';
        return at + 1;
      case 'comma or end':
        if (byte === container.close) {
          return this.leave(at);
        }
        if (byte !== COMMA) {
          this.fail(at, byte, `"," or "${String.fromCharCode(container.close)}"`);
        }
        this.expected = container.close === CLOSE_OBJECT ? 'key' : 'value';
        this.path = container.elementPath;
        return at + 1;
    }
  }

  private beginKey(byte: number, at: number): number {
    if (byte !== QUOTE) {
      this.fail(at, byte, 'a key');
    }
    return this.beginPart('key', at);
  }

  private beginValue(byte: number, at: number): number {
    if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte === COMMA || byte === COLON) {
      this.fail(at, byte, 'a value');
    }
    if (this.containers.length === 0) {
      this.valueLine = this.line;
    }
    const treatment = this.listener.begin(this.path, String.fromCharCode(byte));
    if (treatment === 'enter' && (byte === OPEN_OBJECT || byte === OPEN_ARRAY)) {
      const isObject = byte === OPEN_OBJECT;
      const container = {
        path: this.path,
        close: isObject ? CLOSE_OBJECT : CLOSE_ARRAY,
        elementPath: isObject ? this.path : this.path + '[]',
      };
      this.containers.push(container);
      this.path = container.elementPath;
      this.expected = isObject ? 'key or end' : 'value or end';
      return at + 1;
    }
    return this.beginPart(treatment === 'take' ? 'take' : 'skip', at);
  }

  private leave(at: number): number {
    this.afterValue(this.containers.pop()!.path);
    return at + 1;
  }

  private afterValue(path: string): void {
    this.path = path;
    this.expected = 'comma or end';
    if (this.containers.length === 0) {
      this.expected = 'value';
      this.path = '';
      this.lines ||= !this.any && this.valueLine === this.line;
      this.any = true;
    }
  }

  private beginPart(kind: Part['kind'], at: number): number {
    this.part = { kind, place: this.placeAt(at), before: [], bytes: 0, deepest: 0 };
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    return at;
  }

  /** Goes on with the part at hand, to its end or the chunk's. */
  private follow(chunk: Uint8Array, from: number): number {
    const part = this.part!;
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === NEWLINE) {
        if (this.inString) {
          throw new Damage(`the line ends within a string of ${this.path || 'its value'}`, part.place);
        }
        if (this.depth === 0) {
          return this.close(chunk, from, at);
        }
        this.endLine(at);
        if (this.part === null) {
          return at + 1;
        }
      } else if (this.inString) {
        if (this.escaped) {
          this.escaped = false;
        } else if (byte === BACKSLASH) {
          this.escaped = true;
        } else if (byte === QUOTE) {
          this.inString = false;
          if (this.depth === 0) {
            return this.close(chunk, from, at + 1);
          }
        }
      } else if (byte === QUOTE) {
        this.inString = true;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        this.depth++;
        part.deepest = Math.max(part.deepest, this.depth);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        if (this.depth === 0) {
          return this.close(chunk, from, at);
        }
        if (--this.depth === 0) {
          return this.close(chunk, from, at + 1);
        }
      } else if (this.depth === 0 && (byte === COMMA || byte <= 0x20)) {
        return this.close(chunk, from, at);
      }
    }
    this.keep(part, chunk.slice(from, at));
    return at;
  }

  /** Of a part that is too long nothing is kept: what it is made of is followed to its end all the same. */
  private keep(part: Part, bytes: Uint8Array): void {
    part.bytes += bytes.length;
    if (part.kind === 'skip' || part.bytes > FILE_VALUE_LIMIT) {
      part.before.length = 0;
    } else {
      part.before.push(bytes);
    }
  }

  /** The part at hand ends before `to`. */
  private close(chunk: Uint8Array, from: number, to: number): number {
    const part = this.part!;
    this.keep(part, chunk.subarray(from, to));
    this.part = null;
    if (part.kind === 'key') {
      this.expected = 'colon';
      const container = this.containers[this.containers.length - 1];
      this.path = `${container.path}.${String(this.parsed(part).value)}`;
      return to;
    }
    if (part.kind === 'take') {
      const { path } = this;
      try {
        const { value, json } = this.parsed(part);
        this.listener.value(path, value, json, part.place);
      } catch (error) {
        if (!(error instanceof Damage)) {
          throw error;
        }
        this.listener.damage(error.message, error.place);
      }
    }
    this.afterValue(this.path);
    return to;
  }

  private parsed({ place, bytes, before, deepest }: Part): { value: unknown; json: string } {
    const what = this.path || 'the value';
    if (bytes > FILE_VALUE_LIMIT) {
      throw new Damage(`${what} has ${bytes} bytes, more than the limit of ${FILE_VALUE_LIMIT}`, place);
    }
    if (deepest > DEPTH_LIMIT) {
      throw new Damage(`${what} is nested ${deepest} deep, more than the limit of ${DEPTH_LIMIT}`, place);
    }
    try {
      const json = withLongNumbersAsStrings(decoded(before));
      return { value: JSON.parse(json), json };
    } catch (error) {
      throw new Damage(`${what} is not JSON: ${(error as Error).message}`, place);
    }
  }

  private placeAt(at: number): Place {
    return { line: this.line, offset: this.base + at };
  }

  private fail(at: number, byte: number, expected: string): never {
    const found =
      byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    throw new Damage(`expected ${expected}, found ${found}`, this.placeAt(at));
  }
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(parts: readonly Uint8Array[]): string {
  if (parts.length === 1) {
    return DECODER.decode(parts[0]);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}
