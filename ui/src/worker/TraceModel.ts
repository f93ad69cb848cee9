import type { Overview } from '../lod/overview';
import type { TraceColumns } from '../trace/columns';
import type { CriticalPath } from '../trace/criticalPath';
import type { Runs } from '../trace/runs';
import type { TraceTree } from '../trace/tree';

/** All that a page draws a trace from. Takes about 110 bytes a span. */
export interface TraceModel {
  readonly columns: TraceColumns;
  readonly tree: TraceTree;
  readonly runs: Runs;
  readonly path: CriticalPath;
  readonly overview: Overview;
}
