/**
 * Rows in the order of their keys, equal ones in the order of the rows, descending or not: by
 * counting, 16 bits at a time, since comparing a million pairs takes a second.
 *
 * @param keys one for each row; no NaN
 */
export function sortRows(keys: Float64Array, descending: boolean): Int32Array {
  const count = keys.length;
  const bits = new Uint32Array(keys.slice().buffer);
  for (let i = 0; i < bits.length; i += 2) {
    orderAsUnsigned(bits, i, descending);
  }
  let from = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    from[row] = row;
  }
  let to = new Int32Array(count);
  const places = new Int32Array(65_536);
  for (let pass = 0; pass < 4; pass++) {
    const word = pass >> 1;
    const shift = 16 * (pass & 1);
    places.fill(0);
    for (let row = 0; row < count; row++) {
      places[(bits[2 * row + word]! >>> shift) & 0xffff]!++;
    }
    let next = 0;
    let digits = 0;
    for (let digit = 0; digit < places.length; digit++) {
      const here = places[digit]!;
      places[digit] = next;
      next += here;
      digits += here > 0 ? 1 : 0;
    }
    if (digits <= 1) {
      continue;
    }
    for (let i = 0; i < count; i++) {
      const row = from[i]!;
      const digit = (bits[2 * row + word]! >>> shift) & 0xffff;
      to[places[digit]!++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Turns the double at a place into an unsigned number that sorts as wished (little-endian). */
function orderAsUnsigned(bits: Uint32Array, at: number, descending: boolean): void {
  let low = bits[at]!;
  let high = bits[at + 1]!;
  if (high === 0x80000000 && low === 0) {
    high = 0; // -0 equals 0
  }
  if (high & 0x80000000) {
    low = ~low;
    high = ~high;
  } else {
    high ^= 0x80000000;
  }
  bits[at] = descending ? ~low : low;
  bits[at + 1] = descending ? ~high : high;
}

/** Each string's rank in the order of the alphabet, as keys for {@link sortRows}. */
export function ranks(strings: readonly string[]): Float64Array {
  const collator = new Intl.Collator('en', { numeric: true });
  const order = strings.map((text, code) => ({ text: text.slice(0, 200), code }));
  order.sort((a, b) => collator.compare(a.text, b.text));
  const found = new Float64Array(strings.length);
  order.forEach(({ code }, rank) => {
    found[code] = rank;
  });
  return found;
}
