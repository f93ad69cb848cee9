/**
 * A stack of sets of spans, from each of which the one that ends last can be taken. All lie one behind the other in
 * two arrays, so a stack of a million sets is as good as one set of a million.
 *
 * A set whose spans end in the order in which they were added, as siblings mostly do, is taken from its tail; any other
 * is a heap.
 */
export class Endings {
  private ends = new Float64Array(64);
  private spans = new Int32Array(64);
  /** By set, outermost first. */
  private bases = new Int32Array(16);
  private isHeap = new Uint8Array(16);
  private sets = 0;
  /** After the last entry of the innermost set. */
  private top = 0;

  /** Begins an empty set inside the others. */
  open(): void {
    if (this.sets === this.bases.length) {
      this.bases = grown(this.bases, new Int32Array(2 * this.sets));
      this.isHeap = grown(this.isHeap, new Uint8Array(2 * this.sets));
    }
    this.bases[this.sets] = this.top;
    this.isHeap[this.sets++] = 0;
  }

  /** Adds to the innermost set. */
  add(end: number, span: number): void {
    if (this.top === this.ends.length) {
      this.ends = grown(this.ends, new Float64Array(2 * this.top));
      this.spans = grown(this.spans, new Int32Array(2 * this.top));
    }
    if (this.top > this.bases[this.sets - 1] && this.ends[this.top - 1] >= end) {
      this.isHeap[this.sets - 1] = 1;
    }
    this.ends[this.top] = end;
    this.spans[this.top++] = span;
  }

  /** To be called when the innermost set is full, before anything is taken. */
  seal(): void {
    if (this.isHeap[this.sets - 1] === 1) {
      const base = this.bases[this.sets - 1];
      for (let at = (this.top - base) >>> 1; at >= 0; at--) {
        this.sink(base, at);
      }
    }
  }

  /**
   * Takes from the innermost set the span that ends last of those that end by `limit`; the lowest row of several. Those
   * that end later are gone.
   *
   * @returns -1 where there is none
   */
  take(limit: number): number {
    const base = this.bases[this.sets - 1];
    while (this.top > base) {
      const last = --this.top;
      const at = this.isHeap[this.sets - 1] === 1 ? base : last;
      const end = this.ends[at];
      const span = this.spans[at];
      if (at !== last) {
        this.ends[at] = this.ends[last];
        this.spans[at] = this.spans[last];
        this.sink(base, 0);
      }
      if (end <= limit) {
        return span;
      }
    }
    return -1;
  }

  /** Ends the innermost set. */
  close(): void {
    this.top = this.bases[--this.sets];
  }

  private sink(base: number, from: number): void {
    const count = this.top - base;
    if (from >= count) {
      return;
    }
    const end = this.ends[base + from];
    const span = this.spans[base + from];
    let at = from;
    for (let below = 2 * at + 1; below < count; below = 2 * at + 1) {
      if (
        below + 1 < count &&
        this.isBefore(base + below + 1, this.ends[base + below], this.spans[base + below])
      ) {
        below++;
      }
      if (!this.isBefore(base + below, end, span)) {
        break;
      }
      this.ends[base + at] = this.ends[base + below];
      this.spans[base + at] = this.spans[base + below];
      at = below;
    }
    this.ends[base + at] = end;
    this.spans[base + at] = span;
  }

  private isBefore(at: number, end: number, span: number): boolean {
    return this.ends[at] > end || (this.ends[at] === end && this.spans[at] < span);
  }
}

function grown<T extends { set(values: T): void }>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
