import { copyAndTell, toast } from '../../parts';
import { addressOf, fullAddress, place, routeOf, writeView } from '../../url';
import type { Stage } from './Stage';
import { VIEW } from './view';

/**
 * Copies the address of what is shown. It is made from the stage, as the address bar lags behind it, and says so where
 * not all folds found room in it.
 */
export async function copyLink(stage: Stage): Promise<void> {
  const { path, query } = place();
  if (routeOf(path).screen === 'file') {
    toast('There is no link to a trace of a file: it is in this browser only.');
    return;
  }
  const { view, complete } = writeView(VIEW, stage.view);
  const copied = await copyAndTell(fullAddress(addressOf(path, query, view)), 'link');
  if (copied && !complete) {
    toast('A link has no room for so many folds made by hand: the last of them are not in it.');
  }
}
