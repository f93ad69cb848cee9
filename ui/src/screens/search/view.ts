import { flag, words } from '../../url';

/** How a search is looked at: what stands after the `#` of its address, and is there again after a look at a trace. */
export const VIEW = {
  /** Whether what arrives waits to be shown. */
  paused: flag(),
  /** Trace ids, for comparison. */
  selected: words(),
  /** Trace ids whose matching spans are shown. */
  open: words(),
};
