import { buildOverview, type Overview } from '../lod/overview';
import type { TraceColumns } from '../trace/columns';
import { findCriticalPath, type CriticalPath } from '../trace/criticalPath';
import { findRuns, type Runs } from '../trace/runs';
import { buildTree, type TraceTree } from '../trace/tree';

/** All that a page draws a trace from. Takes about 90 bytes a span. */
export interface TraceModel {
  readonly columns: TraceColumns;
  readonly tree: TraceTree;
  readonly runs: Runs;
  readonly path: CriticalPath;
  readonly overview: Overview;
}

/** Works out what follows from the columns. */
export function modelOf(columns: TraceColumns): TraceModel {
  const tree = buildTree(columns);
  return {
    columns,
    tree,
    runs: findRuns(columns, tree),
    path: findCriticalPath(columns, tree),
    overview: buildOverview(columns, tree),
  };
}
