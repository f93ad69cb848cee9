import { formatCount } from '../../../format';
import type { TraceModel } from '../../../worker/TraceModel';

/** Above so many spans below the parent, counting siblings would be felt. */
const MOST_COUNTED = 200_000;

/** Where a span stands among its parent's children: `child 3 of 12`. */
export function siblingPlace({ columns, tree }: TraceModel, row: number): string {
  const parent = columns.parent[row];
  if (parent < 0) {
    return parent === -1 ? 'root' : 'its parent is missing';
  }
  if (tree.size[parent] > MOST_COUNTED) {
    return 'one of very many children';
  }
  let place = 0;
  let children = 0;
  const end = tree.position[parent] + tree.size[parent];
  for (let position = tree.position[parent] + 1; position < end;) {
    const child = tree.order[position];
    children++;
    if (child === row) {
      place = children;
    }
    position += tree.size[child];
  }
  return `child ${formatCount(place)} of ${formatCount(children)}`;
}
