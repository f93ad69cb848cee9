import { inkOn, serviceColour, shade, themeColour } from '../../theme';
import type { TraceColumns } from '../../trace/columns';

/** Codes of what is painted, besides the services; the theme's colour behind each. */
const VARIABLES = ['text', 'text-soft', 'line', 'error', 'critical', 'match', 'surface'];

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
  SURFACE: 6,
  BLACK: 7,
  WHITE: 8,
} as const;

const FIRST_SERVICE = VARIABLES.length + FIXED.length;

/** Which code each service has. */
export class ServiceInks {
  /** By the code of the service in the columns' strings: its ink. */
  private readonly inks = new Map<number, number>();
  private readonly names: string[] = [];

  constructor(columns: TraceColumns) {
    for (let row = 0; row < columns.rows; row++) {
      const service = columns.service[row];
      if (!this.inks.has(service)) {
        this.inks.set(service, FIRST_SERVICE + this.names.length);
        this.names.push(columns.strings[service]);
      }
    }
  }

  /** The ink of a service, by its code in the columns' strings. */
  of(service: number): number {
    return this.inks.get(service) ?? Ink.SOFT;
  }

  /** CSS colours by ink, as the theme has them now. */
  css(): string[] {
    const now = shade();
    return [...VARIABLES.map(themeColour), ...FIXED, ...this.names.map((name) => serviceColour(name, now))];
  }

  /** The ink that reads best on another. */
  inkOn(ink: number): number {
    const name = this.names[ink - FIRST_SERVICE];
    const colour = name === undefined ? themeColour(VARIABLES[ink]) : serviceColour(name, shade());
    return inkOn(colour) === '#000000' ? Ink.BLACK : Ink.WHITE;
  }
}
