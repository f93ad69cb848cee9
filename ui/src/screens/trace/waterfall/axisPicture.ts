import type { PaintList } from '../../../canvas/PaintList';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { formatDuration } from '../../../format';
import type { Tick } from '../axis';
import { Ink } from '../colours';
import type { TimeWindow } from '../view';
import { pixelOf } from './bars';

export interface AxisPicture {
  readonly window: TimeWindow;
  readonly ticks: readonly Tick[];
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly measure: TextMeasure;
  readonly fontFamily: string;
}

/** Fills a list with the ticks of the time axis and their times since the trace's start. */
export function listAxis(list: PaintList, picture: AxisPicture): void {
  list.clear();
  const { ratio, height, width } = picture;
  const px = (css: number) => Math.max(1, Math.round(css * ratio));
  const font = `${Math.round(11 * ratio)}px ${picture.fontFamily}`;
  for (const tick of picture.ticks) {
    const x = Math.round(pixelOf(picture, tick.at));
    list.add(x, height - px(6), Math.max(1, Math.floor(ratio)), px(6), Ink.SOFT);
    const text = tickLabel(tick);
    const room = picture.measure.width(text, font);
    if (x + px(4) + room <= width) {
      list.addText({ text, x: x + px(4), baseline: height - px(8), font, colour: Ink.SOFT });
    }
  }
}

/** The time of a tick: all in one unit, with as many digits as tell it from its neighbours. */
export function tickLabel(tick: Tick): string {
  const { at, step } = tick;
  const size = Math.abs(at);
  if (at === 0) {
    return '0';
  }
  if (size >= 60e9) {
    return step >= 1e9 ? formatDuration(at) : `${digits(at / 1e9, step / 1e9)} s`;
  }
  const [unit, name] =
    size >= 1e9 ? [1e9, 's'] : size >= 1e6 ? [1e6, 'ms'] : size >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  return `${digits(at / unit, step / unit)} ${name}`;
}

function digits(value: number, step: number): string {
  const places = Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return String(Number(value.toFixed(places)));
}
