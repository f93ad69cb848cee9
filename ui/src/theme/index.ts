/** Colours: CSS variables in variables.css, services by {@link serviceColour}, the canvas by {@link themeColour}. */
export { inkOn, serviceColour } from './services';
export {
  type Shade,
  type ThemeChoice,
  shade,
  startTheme,
  themeColour,
  themeSetting,
  useShade,
  useThemeChoice,
} from './theme';
