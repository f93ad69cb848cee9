import type { RefObject } from 'preact';
import { useShortcuts } from '../../keys';
import { copyLink } from './copyLink';
import type { Stage } from './Stage';

/**
 * Binds the keys of the trace screen.
 *
 * @param takeFocus gives the lines the keyboard
 */
export function useTraceShortcuts(
  stage: Stage,
  findField: RefObject<HTMLInputElement | null>,
  takeFocus: () => void,
): void {
  const inLines = (act: () => void) => () => {
    act();
    takeFocus();
  };
  useShortcuts({
    findSpan: () => findField.current?.select(),
    nextMatch: inLines(() => stage.showNext(stage.matches, 1)),
    previousMatch: inLines(() => stage.showNext(stage.matches, -1)),
    nextError: inLines(() => stage.showNext(stage.errors, 1)),
    previousError: inLines(() => stage.showNext(stage.errors, -1)),
    nextRow: inLines(() => stage.focusOnLine(stage.focus < 0 ? 0 : stage.focusLine + 1)),
    previousRow: inLines(() => stage.focusOnLine(stage.focusLine - 1)),
    fit: () => stage.fit(),
    fitSpan: () => stage.focus >= 0 && stage.fitSpan(stage.focus),
    zoomIn: () => stage.zoom(0.6),
    zoomOut: () => stage.zoom(1 / 0.6),
    panLeft: () => stage.pan(-0.2),
    panRight: () => stage.pan(0.2),
    foldAll: () => stage.changeLines((lines) => lines.foldAll()),
    unfoldAll: () => stage.unfoldAll(),
    moreLevels: () => stage.showLevels(stage.levels + 1),
    fewerLevels: () => stage.showLevels(stage.levels - 1),
    criticalPath: () => stage.setCriticalOnly(!stage.criticalOnly),
    copyLink: () => void copyLink(stage),
  });
}
