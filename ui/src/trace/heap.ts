/** A binary min-heap of numbers by key, equal keys by number, in typed arrays that grow. */
export class Heap {
  private keys = new Float64Array(16);
  private values = new Int32Array(16);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The least key; there must be one. */
  get topKey(): number {
    return this.keys[0];
  }

  /** The value with the least key; there must be one. */
  get topValue(): number {
    return this.values[0];
  }

  clear(): void {
    this.count = 0;
  }

  push(key: number, value: number): void {
    if (this.count === this.keys.length) {
      this.grow();
    }
    let at = this.count++;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (!this.isBefore(key, value, above)) {
        break;
      }
      this.keys[at] = this.keys[above];
      this.values[at] = this.values[above];
      at = above;
    }
    this.keys[at] = key;
    this.values[at] = value;
  }

  /** Takes the value with the least key out and returns it; there must be one. */
  pop(): number {
    const top = this.values[0];
    const key = this.keys[--this.count];
    const value = this.values[this.count];
    let at = 0;
    for (let below = 1; below < this.count; below = 2 * at + 1) {
      if (below + 1 < this.count && this.isBefore(this.keys[below + 1], this.values[below + 1], below)) {
        below++;
      }
      if (this.keys[below] > key || (this.keys[below] === key && this.values[below] > value)) {
        break;
      }
      this.keys[at] = this.keys[below];
      this.values[at] = this.values[below];
      at = below;
    }
    this.keys[at] = key;
    this.values[at] = value;
    return top;
  }

  private isBefore(key: number, value: number, other: number): boolean {
    return key < this.keys[other] || (key === this.keys[other] && value < this.values[other]);
  }

  private grow(): void {
    const keys = new Float64Array(2 * this.count);
    const values = new Int32Array(2 * this.count);
    keys.set(this.keys);
    values.set(this.values);
    this.keys = keys;
    this.values = values;
  }
}
