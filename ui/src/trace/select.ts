/**
 * The value at index `k` of part of an array, were that part sorted: quickselect, which reorders the part.
 *
 * @param from first index of the part
 * @param to index after the part
 * @param k from `from` to `to - 1`
 */
export function select(values: Float64Array, from: number, to: number, k: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const pivot = middleOfThree(values[low], values[(low + high) >>> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) {
        left++;
      }
      while (values[right] > pivot) {
        right--;
      }
      if (left <= right) {
        const swapped = values[left];
        values[left++] = values[right];
        values[right--] = swapped;
      }
    }
    if (k <= right) {
      high = right;
    } else if (k >= left) {
      low = left;
    } else {
      break;
    }
  }
  return values[k];
}

/**
 * The least value of part of an array that at least the share `p` of its values do not exceed. Reorders the part.
 *
 * @param p more than 0, at most 1
 */
export function percentile(values: Float64Array, from: number, to: number, p: number): number {
  return select(values, from, to, from + Math.max(0, Math.ceil(p * (to - from)) - 1));
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
