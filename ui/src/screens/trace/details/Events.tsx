import { formatDuration, visible, clip, formatMoment } from '../../../format';
import { CopyButton } from '../../../parts';
import { useZone } from '../../../settings';
import type { SpanEvent } from '../../../source/SpanDetails';
import { useState } from 'preact/hooks';
import { Attributes } from './Attributes';
import { LongText } from './LongText';
import { textOf } from '../../../source/valueText';
import { holds } from './value';

interface EventsProps {
  readonly events: readonly SpanEvent[];
  readonly spanStart: bigint;
  readonly words: string;
  readonly search: (query: string) => string | null;
}

const PAGE = 50;

const STACK = 'exception.stacktrace';

/** What happened within a span, in order; stack traces readable and folded. */
export function Events({ events, spanStart, words, search }: EventsProps) {
  const [most, setMost] = useState(PAGE);
  const zone = useZone();
  return (
    <>
      <ol class="events">
        {events.slice(0, most).map((event, index) => {
          const stack = event.attributes.find(({ key }) => key === STACK);
          const others = event.attributes.filter(
            (attribute) =>
              attribute.key !== STACK &&
              (holds(attribute, words) || event.name.toLowerCase().includes(words)),
          );
          return (
            <li key={index}>
              <p class="event-head">
                <span class="event-time" title={formatMoment(event.timeNanos, zone, 'nano')}>
                  +{formatDuration(event.timeNanos - spanStart)}
                </span>{' '}
                <bdi class="foreign event-name">{visible(clip(event.name, 300)) || '(no name)'}</bdi>
              </p>
              <Attributes scope="event" attributes={others} search={search} />
              {stack && <StackTrace text={textOf(stack.value)} open={events.length === 1} />}
            </li>
          );
        })}
      </ol>
      {events.length > most && (
        <button type="button" class="quiet" onClick={() => setMost(most + PAGE)}>
          Show more of {events.length}
        </button>
      )}
    </>
  );
}

/** The first line says what it was; the rest is folded. */
function StackTrace({ text, open }: { text: string; open: boolean }) {
  const frames = text.split('\n').length - 1;
  return (
    <details class="stack" open={open}>
      <summary>
        Stack trace <span class="faint">{frames} lines</span>
      </summary>
      <div class="stack-text">
        <CopyButton text={text} what="stack trace" />
        <LongText text={text} most={3000} pre />
      </div>
    </details>
  );
}
