import type { Tracks } from './tracks';

/** The index behind the overview: of every lane what is the longest in any stretch of time, errors apart. */
export interface Overview {
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
