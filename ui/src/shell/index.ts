/** What stands around every screen. Screens need the chosen file from here, no more. */
export { type ChosenFile, chooseFile, useChosenFile } from './FileDrop';
export { NotFound } from './NotFound';
export { Shell } from './Shell';
