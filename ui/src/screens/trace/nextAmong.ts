import { lowerBound } from '../../trace/columns';

/** The one of some ascending positions that comes next in a direction, round the end; -1 where there is none. */
export function nextAmong(positions: Int32Array, from: number, direction: 1 | -1): number {
  if (positions.length === 0) {
    return -1;
  }
  const index =
    direction > 0 ? lowerBound(positions, from + 1) : lowerBound(positions, Math.max(0, from)) - 1;
  return positions[(index + positions.length) % positions.length];
}
