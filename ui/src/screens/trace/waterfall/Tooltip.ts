import { clip, formatDuration, formatShare, visible } from '../../../format';
import type { Line } from '../../../trace/lines';
import { badges, plural, runBadges, runSummary } from '../describe';
import type { Stage } from '../Stage';

/** Says beside the pointer what a bar is. All of it is in the row too, so it is hidden from screen readers. */
export class Tooltip {
  private shown: Line | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly stage: Stage,
  ) {}

  show(line: Line, pointer: { readonly clientX: number; readonly clientY: number }): void {
    const { element } = this;
    if (this.shown === null || this.shown.row !== line.row || this.shown.kind !== line.kind) {
      this.shown = line;
      element.replaceChildren(...this.words(line));
      element.hidden = false;
    }
    const { offsetWidth, offsetHeight } = element;
    const x =
      pointer.clientX + 14 + offsetWidth > innerWidth
        ? pointer.clientX - offsetWidth - 14
        : pointer.clientX + 14;
    const y =
      pointer.clientY + 18 + offsetHeight > innerHeight
        ? pointer.clientY - offsetHeight - 12
        : pointer.clientY + 18;
    element.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, y)}px)`;
  }

  hide(): void {
    if (this.shown !== null) {
      this.shown = null;
      this.element.hidden = true;
    }
  }

  private words(line: Line): HTMLElement[] {
    const { columns, tree, runs } = this.stage.model;
    const { row } = line;
    const title = paragraph(
      'tip-title',
      visible(clip(columns.strings[columns.name[row]], 120)) || '(no name)',
    );
    const service = paragraph(
      'tip-service',
      visible(clip(columns.strings[columns.service[row]], 80)) || 'no service',
    );
    const facts =
      line.kind === 'run'
        ? [plural(runs.members[line.run], 'span'), runSummary(this.stage.model, line.run), 'Click to unfold']
        : [
            `${formatDuration(columns.duration[row])} · ${formatShare(Math.max(0, columns.duration[row]) / this.stage.whole.to)} of the trace`,
            `starts at ${formatDuration(columns.start[row])} · self time ${formatDuration(tree.selfTime[row])}`,
          ];
    const said = line.kind === 'run' ? runBadges(this.stage.model, line.run) : badges(this.stage.model, row);
    return [
      title,
      service,
      ...facts.map((fact) => paragraph('tip-fact', fact)),
      ...said.map((badge) => paragraph(`tip-${badge.style}`, `${badge.word}: ${badge.meaning}`)),
    ];
  }
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.dir = 'auto';
  element.textContent = text;
  return element;
}
