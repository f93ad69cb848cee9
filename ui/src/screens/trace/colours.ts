import { inkOn, serviceColour, type Shade, shade, themeColour } from '../../theme';
import type { TraceColumns } from '../../trace/columns';

/** Codes of what is painted, besides the services; the theme's colour behind each. */
const VARIABLES = ['text', 'text-soft', 'line', 'error', 'critical', 'match'];

/** After the theme's colours: black and white, for text on a service's colour. */
const FIXED = ['#000000', '#ffffff'];

/** Colours by code: what a canvas of the trace paints with. */
export const Ink = {
  TEXT: 0,
  SOFT: 1,
  LINE: 2,
  ERROR: 3,
  CRITICAL: 4,
  MATCH: 5,
  BLACK: 6,
  WHITE: 7,
} as const;

const FIRST_SERVICE = VARIABLES.length + FIXED.length;

/** Which code each service has. */
export class ServiceInks {
  /** By the code of the service in the columns' strings: its ink; 0 for strings that are no service. */
  private readonly inks: Uint16Array;
  private readonly names: string[] = [];
  private known: Palette | null = null;

  constructor({ service, strings }: TraceColumns) {
    this.inks = new Uint16Array(strings.length);
    for (let row = 0; row < service.length; row++) {
      const code = service[row];
      if (this.inks[code] === 0) {
        this.inks[code] = FIRST_SERVICE + this.names.length;
        this.names.push(strings[code]);
      }
    }
  }

  /** The ink of a service, by its code in the columns' strings. */
  of(service: number): number {
    return this.inks[service];
  }

  /** CSS colours by ink, as the theme has them now. */
  css(): readonly string[] {
    return this.palette().css;
  }

  /** The ink that reads best on another. */
  inkOn(ink: number): number {
    return this.palette().inkOn[ink];
  }

  private palette(): Palette {
    const now = shade();
    if (this.known?.shade !== now) {
      const services = this.names.map((name) => serviceColour(name, now));
      const css = [...VARIABLES.map(themeColour), ...FIXED, ...services];
      const on = css.map((colour) => (inkOn(colour) === '#000000' ? Ink.BLACK : Ink.WHITE));
      this.known = { shade: now, css, inkOn: on };
    }
    return this.known;
  }
}

/** The colours of a theme; both lists by ink. */
interface Palette {
  readonly shade: Shade;
  readonly css: readonly string[];
  readonly inkOn: readonly number[];
}
