import type { Stage } from '../Stage';

/**
 * What a key does in the tree of lines, as tree grids have it: arrows move, unfold and fold, Enter and Space open and
 * close the details.
 *
 * @returns whether the key has a meaning here
 */
export function onTreeKey(stage: Stage, key: string): boolean {
  const line = Math.max(0, stage.focusLine);
  const page = Math.max(1, Math.floor(stage.scroll.height / stage.scroll.lineHeight) - 1);
  switch (key) {
    case 'ArrowDown':
      stage.focusOnLine(stage.focus < 0 ? 0 : line + 1);
      return true;
    case 'ArrowUp':
      stage.focusOnLine(line - 1);
      return true;
    case 'PageDown':
      stage.focusOnLine(line + page);
      return true;
    case 'PageUp':
      stage.focusOnLine(line - page);
      return true;
    case 'Home':
      stage.focusOnLine(0);
      return true;
    case 'End':
      stage.focusOnLine(stage.list.count - 1);
      return true;
    case 'ArrowRight':
      unfoldOrEnter(stage, line);
      return true;
    case 'ArrowLeft':
      foldOrLeave(stage, line);
      return true;
    case 'Enter':
    case ' ':
      openOrClose(stage, line);
      return true;
    default:
      return false;
  }
}

function unfoldOrEnter(stage: Stage, line: number): void {
  const content = stage.list.at(line);
  if (content.kind === 'run') {
    stage.changeLines((lines) => lines.foldRun(content.run, false));
  } else if (content.folded) {
    stage.changeLines((lines) => lines.fold(content.row, false));
  } else if (content.parent) {
    stage.focusOnLine(line + 1);
  }
}

/** What is folded already, or cannot be, leaves to what holds it: the open run, else the parent. */
function foldOrLeave(stage: Stage, line: number): void {
  const content = stage.list.at(line);
  const parent = stage.model.columns.parent[content.row];
  if (content.kind === 'span' && content.parent && !content.folded) {
    stage.changeLines((lines) => lines.fold(content.row));
  } else if (content.kind === 'span' && content.run >= 0) {
    stage.changeLines((lines) => lines.foldRun(content.run));
  } else if (parent >= 0) {
    stage.focusOnLine(stage.list.lineOf(parent));
  }
}

function openOrClose(stage: Stage, line: number): void {
  const content = stage.list.at(line);
  stage.setFocus(content.row);
  if (content.kind === 'run') {
    stage.changeLines((lines) => lines.foldRun(content.run, false));
  } else {
    stage.setDetails(!stage.details);
  }
}
