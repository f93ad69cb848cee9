/** A typed array that grows. */
export class Grown<T extends Uint8Array | Int32Array | Float64Array> {
  private array: T;
  private length = 0;

  constructor(private readonly type: new (length: number) => T) {
    this.array = new type(64);
  }

  /** What has been pushed, and room behind it. */
  get values(): T {
    return this.array;
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new this.type(2 * this.length);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }
}
