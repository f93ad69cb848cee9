/** Seeded random numbers for tests: the same seed gives the same test. */
export type Random = (bound: number) => number;

/**
 * @param seed any integer
 * @returns a function that returns integers from 0 to its bound, the bound excluded
 */
export function random(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return (bound) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * bound);
  };
}
