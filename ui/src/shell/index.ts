/** What stands around every screen; screens need nothing from here. */
export { NotFound } from './NotFound';
export { Shell } from './Shell';
