import { type Zone, isZone } from '../format';
import { Setting, useSetting } from './setting';

/** The zone that times are shown in. */
export const zoneSetting = new Setting<Zone>('zone', (kept) =>
  typeof kept === 'string' && isZone(kept) ? kept : 'local',
);

/** The zone to give to `formatMoment` and its kin, kept current. */
export function useZone(): Zone {
  return useSetting(zoneSetting);
}
