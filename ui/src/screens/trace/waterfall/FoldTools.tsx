import { Icon, Menu } from '../../../parts';
import { plural } from '../describe';
import type { Stage } from '../Stage';
import { useTopics } from '../Topics';

/** Levels that can be chosen by name; deeper ones are reached one by one, by key. */
const MOST_LEVELS = 12;

/** Folds everything, unfolds everything, shows some levels; the critical path alone. */
export function FoldTools({ stage }: { stage: Stage }) {
  const criticalOnly = useTopics(stage.topics, ['lines'], () => stage.criticalOnly);
  return (
    <div class="waterfall-tools" role="group" aria-label="Lines">
      <button
        type="button"
        class="quiet"
        title="Fold everything (c)"
        disabled={criticalOnly}
        onClick={() => stage.changeLines((lines) => lines.foldAll())}
      >
        <Icon name="chevronRight" />
        Fold
      </button>
      <button
        type="button"
        class="quiet"
        title="Unfold everything (u)"
        disabled={criticalOnly}
        onClick={() => stage.unfoldAll()}
      >
        <Icon name="chevronDown" />
        Unfold
      </button>
      {!criticalOnly && <Levels stage={stage} />}
      <button
        type="button"
        class="quiet critical-only"
        aria-pressed={criticalOnly}
        title="Only spans on the critical path, the line along the lower edge of the bars (p)"
        onClick={() => stage.setCriticalOnly(!criticalOnly)}
      >
        <span class="critical-key" aria-hidden="true" />
        Critical path
      </button>
    </div>
  );
}

function Levels({ stage }: { stage: Stage }) {
  const all = stage.model.tree.maxDepth + 1;
  const levels = useTopics(stage.topics, ['lines'], () => stage.levels);
  const shown = levels === all ? 'Levels' : plural(levels, 'level');
  const some = Array.from({ length: Math.min(all - 1, MOST_LEVELS) }, (_, index) => index + 1);
  return (
    <Menu
      label={`${shown}: how many are unfolded`}
      class="quiet"
      items={[...some, all].map((count) => ({
        label: count === all ? 'All levels' : plural(count, 'level'),
        checked: count === levels,
        onChoose: () => stage.showLevels(count),
      }))}
    >
      {shown}
      <Icon name="chevronDown" />
    </Menu>
  );
}
