import { lowerBound } from '../../trace/columns';
import type { Line } from '../../trace/lines';
import { Mark } from '../../trace/marks';
import type { TraceTree } from '../../trace/tree';

/** The spans with a part on the critical path, one a line, in the order of the tree. */
export class CriticalLines {
  private readonly positions: Int32Array;

  constructor(private readonly tree: TraceTree) {
    this.positions = criticalPositions(tree);
  }

  get count(): number {
    return this.positions.length;
  }

  at(line: number): Line {
    const row = this.tree.order[this.positions[line]];
    return { kind: 'span', row, depth: this.tree.depth[row], parent: false, folded: false, run: -1 };
  }

  /** The position behind a line; the number of spans for the line after the last. */
  positionOf(line: number): number {
    return line < this.count ? this.positions[line] : this.tree.order.length;
  }

  /** The line of a span, or of the one before it on the path. */
  lineOf(row: number): number {
    return this.lineOfPosition(this.tree.position[row]);
  }

  lineOfPosition(position: number): number {
    return Math.max(0, lowerBound(this.positions, position + 1) - 1);
  }
}

function criticalPositions({ order, marks }: TraceTree): Int32Array {
  const found = new Int32Array(order.length);
  let count = 0;
  for (let position = 0; position < order.length; position++) {
    if (marks[order[position]] & Mark.CRITICAL) {
      found[count++] = position;
    }
  }
  return found.slice(0, count);
}
