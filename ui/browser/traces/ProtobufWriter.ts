const encoder = new TextEncoder();

/**
 * Writes protobuf into a buffer that grows. The lengths of messages take four bytes whatever they are (a varint may
 * have leading zeros), so that a message is written in place before its length is known.
 */
export class ProtobufWriter {
  private bytes = new Uint8Array(1 << 16);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** What was written; valid until the next write. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  message(field: number, write: () => void): void {
    this.tag(field, 2);
    this.makeRoom(4);
    const from = (this.length += 4);
    write();
    const size = this.length - from;
    for (let i = 0; i < 4; i++) {
      this.bytes[from - 4 + i] = ((size >>> (7 * i)) & 0x7f) | (i < 3 ? 0x80 : 0);
    }
  }

  text(field: number, text: string): void {
    this.message(field, () => {
      this.makeRoom(text.length * 3);
      this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
    });
  }

  blob(field: number, blob: Uint8Array): void {
    this.message(field, () => {
      this.makeRoom(blob.length);
      this.bytes.set(blob, this.length);
      this.length += blob.length;
    });
  }

  /** A varint of up to 32 bits. */
  number(field: number, value: number): void {
    this.tag(field, 0);
    this.varint(value);
  }

  /** An int64 as a varint. */
  int64(field: number, value: bigint): void {
    this.tag(field, 0);
    this.makeRoom(10);
    let rest = BigInt.asUintN(64, value);
    for (; rest > 0x7fn; rest >>= 7n) {
      this.bytes[this.length++] = Number(rest & 0x7fn) | 0x80;
    }
    this.bytes[this.length++] = Number(rest);
  }

  fixed64(field: number, value: bigint): void {
    this.tag(field, 1);
    this.makeRoom(8);
    this.view.setBigUint64(this.length, value, true);
    this.length += 8;
  }

  double(field: number, value: number): void {
    this.tag(field, 1);
    this.makeRoom(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Eight bytes from two halves, the upper one first. */
  id(field: number, upper: number, lower: number): void {
    this.tag(field, 2);
    this.varint(8);
    this.makeRoom(8);
    this.view.setUint32(this.length, upper);
    this.view.setUint32(this.length + 4, lower);
    this.length += 8;
  }

  private tag(field: number, wireType: number): void {
    this.varint((field << 3) | wireType);
  }

  private varint(value: number): void {
    this.makeRoom(5);
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
    }
    this.bytes[this.length++] = rest;
  }

  private makeRoom(count: number): void {
    if (this.length + count > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
  }
}
