/** Numbers, durations, times and strange text as people read them. Pure functions. */
export {
  formatCount,
  formatDuration,
  formatExactDuration,
  formatShare,
  formatShortCount,
  parseDuration,
} from './duration';
export {
  type TimeDetail,
  type Zone,
  formatAgo,
  formatMoment,
  formatTimeOfDay,
  isZone,
  parseMoment,
  toRfc3339,
} from './time';
export { clip, visible } from './strange';
