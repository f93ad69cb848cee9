import type { SpanMatch, TraceMatch, TypedValue } from '../../../api';
import { clip, formatDuration, visible } from '../../../format';
import { addressOf } from '../../../url';
import { ServiceCounts } from './ServiceCounts';
import { plural } from './words';

/** Enough for some hundred services; a trace of more is looked at elsewhere. */
const ROOM = 8000;

/** What opens below a trace: the spans that match, what the query asked about them, and every service. */
export function MatchedSpans({ trace }: { readonly trace: TraceMatch }) {
  const more = trace.matched - trace.spans.length;
  return (
    <div class="matched">
      <p class="soft">
        {plural(trace.matched, 'span matches', 'spans match')}
        {more > 0 && trace.spans.length > 0 ? `; the first ${trace.spans.length}:` : ':'}
      </p>
      <ul>
        {trace.spans.map((span) => (
          <li key={span.spanId}>
            <a href={addressOf(`/trace/${trace.traceId}`, new URLSearchParams({ uiFind: span.spanId }))}>
              <bdi class="soft">{visible(clip(span.service || 'no service name', 60))}</bdi>{' '}
              <bdi>{visible(clip(span.name, 120))}</bdi>
            </a>
            <span class="matched-duration">{formatDuration(BigInt(span.durationNanos))}</span>
            <Fields span={span} />
          </li>
        ))}
      </ul>
      <p class="soft">
        {plural(trace.services.length, 'service')}: <ServiceCounts services={trace.services} room={ROOM} />
      </p>
    </div>
  );
}

function Fields({ span }: { readonly span: SpanMatch }) {
  return (
    <>
      {span.fields.map((field) => (
        <code key={field.name} class="matched-field">
          <bdi>{visible(clip(field.name, 80))}</bdi>=
          <bdi>{visible(clip(field.values.map(valueText).join(', '), 160))}</bdi>
        </code>
      ))}
    </>
  );
}

function valueText({ type, value }: TypedValue): string {
  return type === 'duration' && typeof value === 'string' ? formatDuration(BigInt(value)) : String(value);
}
