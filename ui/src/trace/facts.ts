import { ROOT, STATUS_ERROR, type TraceColumns } from './columns';
import type { TraceTree } from './tree';

/** What stands above a trace. */
export interface TraceFacts {
  /** The row of the first root; where there is none, of the first span; -1 without spans. */
  readonly root: number;
  /** Nanoseconds from the trace's start to the latest end. */
  readonly duration: number;
  readonly spans: number;
  /** How many spans have the status error. */
  readonly errors: number;
  /** How many spans name a parent that is not there. */
  readonly orphans: number;
  /** How many levels there are: 1 where all spans are tops. */
  readonly depth: number;
  /** Services with their spans, the one with the most first. */
  readonly services: readonly ServiceFacts[];
}

export interface ServiceFacts {
  /** A code of the strings. */
  readonly service: number;
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
}

/** Gathers them in one pass. */
export function factsOf(columns: TraceColumns, tree: TraceTree): TraceFacts {
  const { rows, parent, service, status, strings } = columns;
  const spans = new Int32Array(strings.length);
  const errorsOf = new Int32Array(strings.length);
  let root = -1;
  let errors = 0;
  for (let row = 0; row < rows; row++) {
    spans[service[row]]++;
    if (status[row] === STATUS_ERROR) {
      errors++;
      errorsOf[service[row]]++;
    }
    if (root < 0 && parent[row] === ROOT) {
      root = row;
    }
  }
  const services: ServiceFacts[] = [];
  for (let code = 0; code < spans.length; code++) {
    if (spans[code] > 0) {
      services.push({ service: code, name: strings[code], spans: spans[code], errors: errorsOf[code] });
    }
  }
  services.sort((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1));
  return {
    root: root < 0 && rows > 0 ? 0 : root,
    duration: tree.end,
    spans: rows,
    errors,
    orphans: columns.missing.rows.length,
    depth: tree.maxDepth + 1,
    services,
  };
}
