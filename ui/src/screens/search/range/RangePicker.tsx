import { useState } from 'preact/hooks';
import { formatMoment, parseMoment, type Zone } from '../../../format';
import { Icon, Popover } from '../../../parts';
import { useZone } from '../../../settings';
import { nowNanos, parseInstant } from './instant';
import { rangeLabel } from './rangeLabel';
import {
  absolute,
  ALL,
  boundsOf,
  LOOKBACKS,
  relativeLabel,
  shifted,
  type TimeRange,
  zoomedOut,
} from './timeRange';

interface RangePickerProps {
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

/** Which time is searched: a panel of ranges and of two moments, and buttons that move or widen what there is. */
export function RangePicker({ range, onRange }: RangePickerProps) {
  const zone = useZone();
  const fixed = range.kind !== 'all';
  return (
    <div class="range-picker" role="group" aria-label="Time range">
      <button
        type="button"
        class="square"
        aria-label="Move the time range earlier"
        title="Earlier"
        disabled={!fixed}
        onClick={() => onRange(shifted(range, -1, nowNanos()))}
      >
        <span aria-hidden="true">‹</span>
      </button>
      <Popover
        label="Time range"
        class="range-label"
        trigger={
          <>
            <Icon name="time" />
            {rangeLabel(range, zone)}
            {range.kind === 'absolute' && <span class="soft">{zoneName(zone)}</span>}
          </>
        }
      >
        {(close) => (
          <RangePanel
            range={range}
            zone={zone}
            onRange={(chosen) => {
              close();
              onRange(chosen);
            }}
          />
        )}
      </Popover>
      <button
        type="button"
        class="square"
        aria-label="Move the time range later"
        title="Later"
        disabled={!fixed}
        onClick={() => onRange(shifted(range, 1, nowNanos()))}
      >
        <span aria-hidden="true">›</span>
      </button>
      <button
        type="button"
        class="square"
        aria-label="Widen the time range to twice its width"
        title="Zoom out"
        disabled={!fixed}
        onClick={() => onRange(zoomedOut(range))}
      >
        <span aria-hidden="true">−</span>
      </button>
    </div>
  );
}

interface RangePanelProps {
  readonly range: TimeRange;
  readonly zone: Zone;
  readonly onRange: (range: TimeRange) => void;
}

function RangePanel({ range, zone, onRange }: RangePanelProps) {
  return (
    <div class="range-panel">
      <ul class="range-relative" aria-label="Up to now">
        {LOOKBACKS.map((seconds) => (
          <li key={seconds}>
            <button
              type="button"
              class="quiet"
              aria-pressed={range.kind === 'relative' && range.seconds === seconds}
              onClick={() => onRange({ kind: 'relative', seconds })}
            >
              {relativeLabel(seconds)}
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            class="quiet"
            aria-pressed={range.kind === 'all'}
            onClick={() => onRange(ALL)}
          >
            All time
          </button>
        </li>
      </ul>
      <MomentsForm range={range} zone={zone} onRange={onRange} />
    </div>
  );
}

function MomentsForm({ range, zone, onRange }: RangePanelProps) {
  const now = nowNanos();
  const bounds = boundsOf(range, now);
  const [from, setFrom] = useState(shown(bounds.start ?? now - 3_600_000_000_000n, zone));
  const [to, setTo] = useState(shown(bounds.end ?? now, zone));
  const start = readMoment(from, zone);
  const end = readMoment(to, zone);
  const backwards = start !== null && end !== null && start > end;
  return (
    <form
      class="range-absolute"
      onSubmit={(event) => {
        event.preventDefault();
        if (start !== null && end !== null && !backwards) {
          onRange(absolute(start, end));
        }
      }}
    >
      <MomentField label="From" value={from} wrong={start === null} onValue={setFrom} />
      <MomentField label="To" value={to} wrong={end === null || backwards} onValue={setTo} />
      <p class={backwards || start === null || end === null ? 'fault' : 'soft'} role="status">
        {backwards
          ? 'The range ends before it begins.'
          : start === null || end === null
            ? 'Write a time such as 2026-03-01 14:30:00.'
            : `Times are in ${zoneName(zone)}; RFC 3339 is read too.`}
      </p>
      <button type="submit" class="primary" disabled={start === null || end === null || backwards}>
        Use these times
      </button>
    </form>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly onValue: (value: string) => void;
}

function MomentField({ label, value, wrong, onValue }: MomentFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        class="mono"
        spellcheck={false}
        autocomplete="off"
        value={value}
        aria-invalid={wrong}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  );
}

/** With as much below the second as there is, so that opening and confirming changes nothing. */
function shown(nanos: bigint, zone: Zone): string {
  const detail = nanos % 1_000_000n !== 0n ? 'nano' : nanos % 1_000_000_000n !== 0n ? 'milli' : 'second';
  return formatMoment(nanos, zone, detail);
}

function readMoment(text: string, zone: Zone): bigint | null {
  return parseMoment(text, zone) ?? parseInstant(text.trim());
}

/** The zone in words: that of the machine by its name, such as `Europe/Athens`. */
function zoneName(zone: Zone): string {
  return zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
}
