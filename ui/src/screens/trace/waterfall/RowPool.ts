import { clip, formatCount, formatDuration, visible } from '../../../format';
import type { Line } from '../../../trace/lines';
import { serviceColour, shade } from '../../../theme';
import { type Badge, badges, plural, runBadges, runSummary } from '../describe';
import { LINE_HEIGHT, type Stage } from '../Stage';

/** Longest piece of a name that goes into the page; what is longer is in the details. */
const LONGEST_NAME = 300;

/** How levels are indented. */
export interface Indents {
  /** Levels cut from the left. */
  readonly cut: number;
  /** Levels shown at most. */
  readonly most: number;
  /** CSS pixels to a level. */
  readonly step: number;
}

/** How far from the sheet's upper edge rows lie at most, in lines: browsers lose pixels far out. */
const SHEET_LINES = 5_000;

/**
 * The rows of the waterfall that show, as elements: made by hand and used again, since sixty of them change in one
 * frame of scrolling. The row in focus stays in the page when it is scrolled away, so that it keeps the focus.
 *
 * Rows flow down a sheet, and scrolling moves the sheet: what stays in sight keeps its place on it and is not painted
 * again.
 */
export class RowPool {
  private rows = new Map<number, Row>();
  private readonly free: Row[] = [];
  /** What rows were filled from: when it changes they are filled anew. */
  private version = 0;
  /** The line whose place is the sheet's upper edge. */
  private origin = 0;

  /** @param sheet moved as a whole; nothing else is in it */
  constructor(
    private readonly sheet: HTMLElement,
    private readonly stage: Stage,
  ) {}

  /** Fills all rows anew at the next {@link show}. */
  invalidate(): void {
    this.version++;
  }

  /**
   * Shows some lines.
   *
   * @param end line after the last
   */
  show(first: number, end: number, indents: Indents): void {
    const { list, top, focusLine } = this.stage;
    this.moveSheet(first, top);
    const wanted = new Map<number, Row>();
    for (const [line, row] of this.rows) {
      if ((line >= first && line < end) || (line === focusLine && line < list.count)) {
        wanted.set(line, row);
      } else {
        this.free.push(row);
      }
    }
    const lines = Array.from({ length: end - first }, (_, index) => first + index);
    if (focusLine >= 0 && focusLine < first) {
      lines.unshift(focusLine);
    } else if (focusLine >= end) {
      lines.push(focusLine);
    }
    let next: HTMLElement | null = null;
    for (const line of lines.reverse()) {
      let row = wanted.get(line);
      if (row === undefined) {
        row = this.free.pop() ?? new Row();
        wanted.set(line, row);
        // Rows that stay are in order and are not moved: an element that moves loses the focus.
        this.sheet.insertBefore(row.element, next);
      }
      row.fill(this.stage, line, list.at(line), this.version);
      row.indentBy(indents);
      row.setAway(line < first || line >= end);
      next = row.element;
    }
    this.rows = wanted;
    this.free.forEach((row) => row.element.remove());
  }

  private moveSheet(first: number, top: number): void {
    if (first < this.origin || first > this.origin + SHEET_LINES) {
      this.origin = Math.max(0, first - SHEET_LINES / 2);
    }
    this.sheet.style.transform = `translateY(${this.origin * LINE_HEIGHT - top}px)`;
    this.sheet.style.paddingTop = `${(first - this.origin) * LINE_HEIGHT}px`;
  }

  /** Leaves the sheet empty. */
  close(): void {
    this.sheet.replaceChildren();
  }

  /** The element of a line, where it shows or has the focus. */
  element(line: number): HTMLElement | undefined {
    return this.rows.get(line)?.element;
  }
}

/** One row: an element with a cell for the name and unseen cells for what the canvas shows. */
class Row {
  readonly element = make('div', 'line');
  private readonly indent = make('span', 'line-indent');
  private readonly fold = make('span', 'line-fold');
  private readonly swatch = make('span', 'line-swatch');
  private readonly service = make('bdi', 'line-service');
  private readonly name = make('bdi', 'line-name');
  private readonly times = make('span', 'line-times');
  private readonly badges = make('span', 'line-badges');
  private readonly duration = make('div', 'unseen');
  private readonly level = make('div', 'unseen');
  private filled = '';
  private depth = 0;
  private away = false;
  private indentWidth = -1;

  constructor() {
    const { element } = this;
    element.setAttribute('role', 'row');
    const cell = make('div', 'line-cell');
    cell.setAttribute('role', 'gridcell');
    this.fold.setAttribute('aria-hidden', 'true');
    cell.append(this.indent, this.fold, this.swatch, this.service, this.name, this.times, this.badges);
    this.duration.setAttribute('role', 'gridcell');
    this.level.setAttribute('role', 'gridcell');
    element.append(cell, this.duration, this.level);
  }

  fill(stage: Stage, line: number, content: Line, version: number): void {
    const focused = stage.focusLine === line;
    const filled = `${version} ${line} ${focused}`;
    if (filled === this.filled) {
      return;
    }
    this.filled = filled;
    const { columns, runs } = stage.model;
    const { row } = content;
    const opened = openedRun(stage, content);
    this.depth = content.depth;
    const level = stage.criticalOnly ? 1 : this.depth + 1;
    const service = columns.strings[columns.service[row]];
    const name = shown(columns.strings[columns.name[row]], '(no name)');
    const run = content.kind === 'run';
    const said = run ? runBadges(stage.model, content.run) : badges(stage.model, row);
    const duration = run ? runSummary(stage.model, content.run) : formatDuration(columns.duration[row]);
    const parent = columns.parent[row];
    const { element } = this;
    element.id = `line-${line}`;
    element.dataset.line = String(line);
    element.tabIndex = focused || (line === 0 && stage.focusLine < 0) ? 0 : -1;
    attribute(element, 'aria-rowindex', String(line + 1));
    attribute(element, 'aria-level', String(level));
    attribute(element, 'aria-selected', String(focused));
    const expanded = run ? false : content.parent ? !content.folded : null;
    attribute(element, 'aria-expanded', expanded === null ? null : String(expanded));
    attribute(
      element,
      'aria-label',
      [
        run ? `${plural(runs.members[content.run], 'span')} ${name}` : name,
        shown(service, 'no service'),
        duration,
        ...(opened < 0 ? [] : [`first of ${formatCount(runs.members[opened])}`]),
        ...said.map((badge) => badge.word),
        `level ${level}`,
      ].join(', '),
    );
    element.className =
      'line' +
      (focused ? ' line-focused' : '') +
      (stage.isMatch(row) ? ' line-match' : '') +
      (run ? ' line-run' : '');
    this.fold.textContent = expanded === null ? '' : expanded ? '▾' : '▸';
    this.swatch.style.background = serviceColour(service, shade());
    // The same service as the line's parent is said more quietly.
    this.service.className =
      parent >= 0 && columns.service[parent] === columns.service[row]
        ? 'line-service line-same'
        : 'line-service';
    this.service.textContent = shown(service, 'no service');
    this.name.textContent = name;
    this.times.className = opened < 0 ? 'line-times' : 'line-times line-refold';
    this.times.title = opened < 0 ? '' : 'Fold them into one line (←)';
    const members = run ? `×${formatCount(runs.members[content.run])}` : null;
    attribute(this.times, 'data-brief', members);
    this.times.textContent = members
      ? `${members} · ${duration}`
      : opened < 0
        ? ''
        : `▴ ×${formatCount(runs.members[opened])}`;
    attribute(this.duration, 'aria-label', duration);
    attribute(this.level, 'aria-label', `level ${level}`);
    this.showBadges(said);
  }

  /** Takes the row out of the flow and out of sight, but not out of the page. */
  setAway(away: boolean): void {
    if (away !== this.away) {
      this.away = away;
      this.element.toggleAttribute('data-away', away);
    }
  }

  indentBy(indents: Indents): void {
    const width = Math.min(Math.max(0, this.depth - indents.cut), indents.most) * indents.step;
    if (width !== this.indentWidth) {
      this.indentWidth = width;
      this.indent.style.width = `${width}px`;
    }
  }

  private showBadges(said: readonly Badge[]): void {
    this.badges.replaceChildren(
      ...said.map(({ word, brief, meaning, style }) => {
        const badge = make('span', `badge badge-${style}`);
        badge.textContent = word;
        if (brief !== undefined) {
          badge.dataset.brief = brief;
        }
        badge.title = meaning;
        return badge;
      }),
    );
  }
}

/** The run whose first member a line shows, with a line for each of them; -1 where there is none. */
function openedRun({ model: { runs, tree } }: Stage, content: Line): number {
  const { row } = content;
  return content.kind === 'span' && content.run >= 0 && runs.first[content.run] === tree.position[row]
    ? content.run
    : -1;
}

function shown(text: string, otherwise: string): string {
  return text === '' ? otherwise : visible(clip(text, LONGEST_NAME));
}

function make(name: string, className: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

function attribute(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
