/** What the person before the screen chose, kept by the browser: {@link Setting}, {@link useZone}. */
export { Setting, useSetting } from './setting';
export { useZone, zoneSetting } from './zone';
