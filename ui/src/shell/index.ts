/** What stands around every screen. Screens need {@link useOpenedFile} and {@link chooseFile} from here, no more. */
export { chooseFile, openFile, useOpenedFile } from './FileDrop';
export { NotFound } from './NotFound';
export { Shell } from './Shell';
