import { STATUS_ERROR, type TraceColumns } from '../trace/columns';
import { byGroup } from '../trace/lanes';
import type { TraceTree } from '../trace/tree';
import { envelopes } from './envelope';
import { tracksOf, type Tracks } from './tracks';

/** The index behind the overview: of every lane what is the longest in any stretch of time, errors apart. */
export interface Overview {
  readonly laneCount: number;
  /** One track a lane. */
  readonly lanes: Tracks;
  /** One track a lane, with the spans of status error only. */
  readonly laneErrors: Tracks;
  /** How many lanes one band has; 1 where bands are the lanes. */
  readonly bandLanes: number;
  /** One track for every {@link bandLanes} lanes; the same as {@link lanes} where these are few. */
  readonly bands: Tracks;
  readonly bandErrors: Tracks;
}

/** How many tracks a query looks at, at most: more lanes than that are drawn by bands. */
export const MAX_TRACKS = 256;

/**
 * Builds the index. Takes about 5 bytes a span, and up to 30 more where there are more lanes than tracks.
 *
 * @param maxTracks {@link MAX_TRACKS}, or fewer in tests
 */
export function buildOverview(columns: TraceColumns, tree: TraceTree, maxTracks = MAX_TRACKS): Overview {
  const { laneCount } = tree;
  const byLane = byGroup(tree.lane, laneCount);
  const lanes = tracksOf(columns, byLane.first, byLane.sorted, null);
  const errors = errorsOf(columns, byLane.sorted, byLane.first);
  const laneErrors = tracksOf(columns, errors.first, errors.sorted, null);
  const bandLanes = Math.max(1, Math.ceil(laneCount / maxTracks));
  if (bandLanes === 1) {
    return { laneCount, lanes, laneErrors, bandLanes, bands: lanes, bandErrors: laneErrors };
  }
  const band = tree.lane.map((lane) => Math.floor(lane / bandLanes));
  const byBand = byGroup(band, Math.ceil(laneCount / bandLanes));
  const bandErrors = errorsOf(columns, byBand.sorted, byBand.first);
  return {
    laneCount,
    lanes,
    laneErrors,
    bandLanes,
    bands: envelopes(columns, byBand.sorted, byBand.first),
    bandErrors: envelopes(columns, bandErrors.sorted, bandErrors.first),
  };
}

/** The rows of status error among rows by group. */
function errorsOf(columns: TraceColumns, rows: Int32Array, first: Int32Array) {
  const sorted = new Int32Array(rows.length);
  const firstError = new Int32Array(first.length);
  let count = 0;
  for (let group = 0; group + 1 < first.length; group++) {
    firstError[group] = count;
    for (let i = first[group]; i < first[group + 1]; i++) {
      if (columns.status[rows[i]] === STATUS_ERROR) {
        sorted[count++] = rows[i];
      }
    }
  }
  firstError[first.length - 1] = count;
  return { sorted: sorted.slice(0, count), first: firstError };
}
