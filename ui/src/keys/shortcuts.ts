/** Where a shortcut works; also its heading in the help. */
export type ShortcutGroup = 'Everywhere' | 'Search' | 'Trace';

/** A shortcut as it is declared. */
export interface Shortcut {
  /**
   * One or more ways to press it: a key as `KeyboardEvent.key` names it, with `Mod+` (Ctrl, or Cmd on a Mac), `Shift+`
   * or `Alt+` before it; `g s` is one key after the other. Characters that need Shift are written as they come out: `?`.
   */
  readonly keys: readonly string[];
  readonly group: ShortcutGroup;
  /** What it does, in the imperative. */
  readonly description: string;
}

/**
 * Every shortcut of the page: declared here and nowhere else, so that the help is complete and no two meet. Screens say
 * what happens with `useShortcuts`. Arrow keys and Enter within a tree, a menu or a list are not shortcuts: they belong
 * to the thing that has the focus.
 */
export const SHORTCUTS = {
  help: { keys: ['?'], group: 'Everywhere', description: 'Show this help' },
  palette: { keys: ['Mod+k'], group: 'Everywhere', description: 'Open the command palette' },
  goSearch: { keys: ['g s'], group: 'Everywhere', description: 'Go to search' },
  openTrace: { keys: ['g t'], group: 'Everywhere', description: 'Open a trace by its id' },
  openFile: { keys: ['g f'], group: 'Everywhere', description: 'Open traces from a file' },
  theme: { keys: ['g d'], group: 'Everywhere', description: 'Switch between dark and light' },

  findTraces: { keys: ['Mod+Enter'], group: 'Search', description: 'Find traces' },
  editQuery: { keys: ['/'], group: 'Search', description: 'Write a query' },
  earlier: { keys: ['['], group: 'Search', description: 'Move the time range earlier' },
  later: { keys: [']'], group: 'Search', description: 'Move the time range later' },
  live: { keys: ['l'], group: 'Search', description: 'Start or pause live refresh' },
  nextResult: { keys: ['j'], group: 'Search', description: 'Go to the next result' },
  previousResult: { keys: ['k'], group: 'Search', description: 'Go to the previous result' },
  selectResult: { keys: ['x'], group: 'Search', description: 'Select the result for comparison' },

  findSpan: { keys: ['/'], group: 'Trace', description: 'Find within the trace' },
  nextMatch: { keys: ['n'], group: 'Trace', description: 'Go to the next match' },
  previousMatch: { keys: ['N'], group: 'Trace', description: 'Go to the previous match' },
  nextRow: { keys: ['j'], group: 'Trace', description: 'Go to the next row' },
  previousRow: { keys: ['k'], group: 'Trace', description: 'Go to the previous row' },
  nextError: { keys: ['e'], group: 'Trace', description: 'Go to the next error' },
  previousError: { keys: ['E'], group: 'Trace', description: 'Go to the previous error' },
  fit: { keys: ['f'], group: 'Trace', description: 'Show the whole trace' },
  fitSpan: { keys: ['z'], group: 'Trace', description: 'Zoom to the selected span' },
  zoomIn: { keys: ['w', '+'], group: 'Trace', description: 'Zoom in' },
  zoomOut: { keys: ['s', '-'], group: 'Trace', description: 'Zoom out' },
  panLeft: { keys: ['a', '['], group: 'Trace', description: 'Move earlier' },
  panRight: { keys: ['d', ']'], group: 'Trace', description: 'Move later' },
  foldAll: { keys: ['c'], group: 'Trace', description: 'Fold everything' },
  unfoldAll: { keys: ['u'], group: 'Trace', description: 'Unfold everything' },
  moreLevels: { keys: ['>'], group: 'Trace', description: 'Unfold one level more' },
  fewerLevels: { keys: ['<'], group: 'Trace', description: 'Fold one level more' },
  criticalPath: { keys: ['p'], group: 'Trace', description: 'Show or hide the critical path' },
  copyLink: { keys: ['y'], group: 'Trace', description: 'Copy a link to what is shown' },
} as const satisfies Record<string, Shortcut>;

/** Which shortcut. */
export type ShortcutId = keyof typeof SHORTCUTS;
