/** How many bits one entry of the counts stands for: 16 words. */
const BLOCK = 512;
const BLOCK_WORDS = BLOCK / 32;

/**
 * A set of the numbers from 0 to `size - 1` as bits, which knows how many members lie before a number and which member
 * is the n-th. Memory is a bit and a sixteenth for each number; a million take 160 kB.
 *
 * After changes {@link recount} is to be called.
 */
export class BitRanks {
  private readonly words: Int32Array;
  /** By block: how many members lie before it; at the end, how many there are. */
  private readonly before: Int32Array;

  constructor(private readonly size: number) {
    const blocks = Math.ceil(size / BLOCK);
    this.words = new Int32Array(blocks * BLOCK_WORDS);
    this.before = new Int32Array(blocks + 1);
  }

  /** How many members there are. */
  get count(): number {
    return this.before[this.before.length - 1];
  }

  has(number: number): boolean {
    return ((this.words[number >>> 5] >>> (number & 31)) & 1) === 1;
  }

  add(number: number): void {
    this.words[number >>> 5] |= 1 << (number & 31);
  }

  /** Takes all numbers from `from` to `to - 1` out. */
  removeRange(from: number, to: number): void {
    let number = from;
    for (; number < to && (number & 31) !== 0; number++) {
      this.words[number >>> 5] &= ~(1 << (number & 31));
    }
    if (number < to) {
      this.words.fill(0, number >>> 5, to >>> 5);
      number = Math.max(number, to & ~31);
    }
    for (; number < to; number++) {
      this.words[number >>> 5] &= ~(1 << (number & 31));
    }
  }

  /** Counts again after changes to numbers from `from` to `to - 1`. */
  recount(from: number, to: number): void {
    const first = Math.floor(from / BLOCK);
    const last = Math.min(Math.ceil(to / BLOCK), this.before.length - 1);
    let difference = 0;
    for (let block = first; block < last; block++) {
      const old = this.before[block + 1];
      let count = this.before[block];
      for (let word = block * BLOCK_WORDS; word < (block + 1) * BLOCK_WORDS; word++) {
        count += ones(this.words[word]);
      }
      this.before[block + 1] = count;
      difference = count - old;
    }
    for (let block = last + 1; difference !== 0 && block < this.before.length; block++) {
      this.before[block] += difference;
    }
  }

  /** How many members are less than a number from 0 to the size. */
  rank(number: number): number {
    const block = Math.floor(number / BLOCK);
    let count = this.before[block];
    for (let word = block * BLOCK_WORDS; word < number >>> 5; word++) {
      count += ones(this.words[word]);
    }
    const rest = number & 31;
    return rest === 0 ? count : count + ones(this.words[number >>> 5] & ((1 << rest) - 1));
  }

  /** The member of which `rank` members are less. There must be one: `rank` is from 0 to `count - 1`. */
  at(rank: number): number {
    let low = 0;
    let high = this.before.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.before[middle] <= rank) {
        low = middle;
      } else {
        high = middle;
      }
    }
    let left = rank - this.before[low];
    let word = low * BLOCK_WORDS;
    for (let count = ones(this.words[word]); count <= left; count = ones(this.words[++word])) {
      left -= count;
    }
    let bits = this.words[word];
    for (; left > 0; left--) {
      bits &= bits - 1;
    }
    return 32 * word + 31 - Math.clz32(bits & -bits);
  }

  /** The least number that is a member and not less than `number`; the size where there is none. */
  next(number: number): number {
    const rank = this.rank(number);
    return rank < this.count ? this.at(rank) : this.size;
  }
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
