import { memo } from 'preact/compat';
import type { TraceMatch } from '../../../api';
import {
  clip,
  formatAgo,
  formatCount,
  formatDuration,
  formatExactDuration,
  formatMoment,
  visible,
  type Zone,
} from '../../../format';
import { traceAddress } from '../../../url';
import { MatchedSpans } from './MatchedSpans';
import { ServiceCounts } from './ServiceCounts';
import { traceLabel } from './words';

interface TraceRowProps {
  readonly trace: TraceMatch;
  /** The longest duration shown, against which the bar is drawn. */
  readonly longest: number;
  readonly zone: Zone;
  readonly selected: boolean;
  readonly open: boolean;
  /** It has come since the last look. */
  readonly fresh: boolean;
  readonly onSelect: (traceId: string, selected: boolean, range: boolean) => void;
  readonly onOpen: (traceId: string, open: boolean) => void;
}

export const COLUMNS = 8;

/** A trace that was found, and below it, when opened, the spans that match. */
export const TraceRow = memo(function TraceRow(props: TraceRowProps) {
  const { trace, zone, selected, open, fresh } = props;
  const start = BigInt(trace.startTimeUnixNano);
  const label = traceLabel(trace);
  return (
    <>
      <tr data-trace={trace.traceId} aria-selected={selected} data-fresh={fresh}>
        <td class="cell-select">
          <input
            type="checkbox"
            checked={selected}
            aria-label={`Select ${visible(label)}`}
            onClick={(event) =>
              props.onSelect(trace.traceId, (event.currentTarget as HTMLInputElement).checked, event.shiftKey)
            }
          />
        </td>
        <td class="cell-open">
          <button
            type="button"
            class="quiet disclosure"
            aria-expanded={open}
            aria-label={`Matching spans of ${visible(label)}`}
            onClick={() => props.onOpen(trace.traceId, !open)}
          >
            <svg viewBox="0 0 8 8" aria-hidden="true">
              <path d="M2 1l4 3-4 3z" />
            </svg>
          </button>
        </td>
        <td class="cell-name">
          <a class="trace-link" href={traceAddress(trace.traceId)} title={titleOf(trace)}>
            <Name trace={trace} />
          </a>
        </td>
        <td class="cell-start">
          <time title={formatAgo(start, Date.now())}>{formatMoment(start, zone)}</time>
        </td>
        <td class="cell-duration" title={formatExactDuration(BigInt(trace.durationNanos))}>
          <DurationBar nanos={Number(trace.durationNanos)} longest={props.longest} />
        </td>
        <td class="cell-count">{formatCount(trace.spanCount)}</td>
        <td class="cell-count">
          {trace.errorCount > 0 ? (
            <span class="error-count">
              <span aria-hidden="true">!</span>
              {formatCount(trace.errorCount)}
            </span>
          ) : (
            <span class="faint">0</span>
          )}
        </td>
        <td class="cell-services">
          <ServiceCounts services={trace.services} room={72} />
        </td>
      </tr>
      {open && (
        <tr class="row-matched">
          <td colSpan={COLUMNS}>
            <MatchedSpans trace={trace} />
          </td>
        </tr>
      )}
    </>
  );
});

function Name({ trace }: { readonly trace: TraceMatch }) {
  return (
    <>
      {trace.rootName === undefined ? (
        <em class="no-root">no root span received</em>
      ) : (
        <>
          <bdi class="root-service">{visible(clip(trace.rootService || 'no service name', 80))}</bdi>
          <bdi class="root-name">{visible(clip(trace.rootName || 'no name', 200))}</bdi>
        </>
      )}
      <code class="short-id">{trace.traceId.slice(0, 7)}</code>
    </>
  );
}

function titleOf(trace: TraceMatch): string {
  const orphans =
    trace.orphanCount > 0 ? `\n${formatCount(trace.orphanCount)} spans whose parent is missing` : '';
  return `${visible(traceLabel(trace))}\n${trace.traceId}${orphans}`;
}

/** The duration over a bar of its share of the longest; a bar is never thinner than what can be seen. */
function DurationBar({ nanos, longest }: { readonly nanos: number; readonly longest: number }) {
  const share = longest > 0 ? Math.max(0, nanos) / longest : 0;
  return (
    <span class="duration">
      <svg class="duration-bar" preserveAspectRatio="none" viewBox="0 0 1000 1" aria-hidden="true">
        <rect width={Math.max(share * 1000, 4)} height="1" />
      </svg>
      <span class="duration-text">{formatDuration(nanos)}</span>
    </span>
  );
}
