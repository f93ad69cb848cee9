import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lowerBound } from '../../../trace/columns';
import { formatCount } from '../../../format';
import { Icon } from '../../../parts';
import type { Stage } from '../Stage';
import { useTopics } from '../Topics';
import type { Find } from './useFind';

interface FindBarProps {
  readonly find: Find;
  readonly stage: Stage;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The person is done with the field. */
  readonly onLeave: () => void;
}

/** Typing stops for so long before it is looked for, in milliseconds. */
const PAUSE_MILLIS = 300;

/** Finds spans within the trace, by words or by TraceQL, and goes from one to the next. */
export function FindBar({ find, stage, field, onLeave }: FindBarProps) {
  const [typed, setTyped] = useState(find.asked);
  useEffect(() => setTyped(find.asked), [find.asked]);
  // Half a TraceQL query is no query: that one is asked by Enter.
  useEffect(() => {
    if (typed === find.asked || typed.trimStart().startsWith('{')) {
      return undefined;
    }
    const timer = setTimeout(() => find.ask(typed), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [typed]);

  const next = (direction: 1 | -1) => stage.showNext(stage.matches, direction);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (typed !== find.asked) {
        find.ask(typed);
      } else {
        next(event.shiftKey ? -1 : 1);
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (typed !== '') {
        setTyped('');
        find.ask('');
      }
      onLeave();
    }
  };
  const found = useTopics(stage.topics, ['matches', 'focus'], () => placeOf(stage));
  const any = stage.matches !== null && stage.matches.length > 0;
  return (
    <search class="trace-find" aria-label="Within the trace">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        aria-label="Find in the trace"
        aria-invalid={find.state === 'failed'}
        aria-describedby={find.state === 'failed' ? 'find-error' : undefined}
        placeholder={find.traceql ? 'Find: words, key=value or { TraceQL }' : 'Find: words or key=value'}
        title="Find in the trace (/)"
        spellcheck={false}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <output class={find.state === 'done' && !any ? 'find-count find-none' : 'find-count'}>
        {find.state === 'busy' ? 'looking…' : find.state === 'done' ? found : ''}
      </output>
      <button
        type="button"
        class="quiet square"
        disabled={!any}
        title="Previous match (N)"
        aria-label="Previous match"
        onClick={() => next(-1)}
      >
        <Icon name="chevronUp" />
      </button>
      <button
        type="button"
        class="quiet square"
        disabled={!any}
        title="Next match (n)"
        aria-label="Next match"
        onClick={() => next(1)}
      >
        <Icon name="chevronDown" />
      </button>
      {find.state === 'failed' && (
        <p id="find-error" class="find-error" role="alert">
          {find.error}
        </p>
      )}
    </search>
  );
}

/** `3 of 120` where the span in focus was found, else `120 spans`. */
function placeOf(stage: Stage): string {
  const { matches, focus, model } = stage;
  if (matches === null) {
    return '';
  }
  if (matches.length === 0) {
    return 'no span';
  }
  const all = formatCount(matches.length);
  if (focus >= 0 && stage.isMatch(focus)) {
    return `${formatCount(lowerBound(matches, model.tree.position[focus]) + 1)} of ${all}`;
  }
  return `${all} found`;
}
