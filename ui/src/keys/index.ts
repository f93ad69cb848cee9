/** The keyboard. Shortcuts are declared in shortcuts.ts and bound by {@link useShortcuts}; more for the palette by {@link useCommands}. */
export { type Command, offeredCommands, useCommands } from './commands';
export { boundShortcuts, isField, keyCaps, runShortcut, startKeyboard, useShortcuts } from './keyboard';
export { SHORTCUTS, type Shortcut, type ShortcutGroup, type ShortcutId } from './shortcuts';
