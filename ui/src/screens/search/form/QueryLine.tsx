import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { QueryFault } from '../../../api';
import { sentence } from '../sentence';

interface QueryLineProps {
  readonly line: string;
  /** Null where nothing is wrong, or what is wrong is in the form. */
  readonly fault: QueryFault | null;
  readonly onLine: (line: string) => void;
  readonly onSubmit: () => void;
}

/**
 * The TraceQL line: a text area that grows with its text. The place of a fault is underlined by a copy of the text
 * behind it, of the same metrics, of which only the underline can be seen.
 */
export function QueryLine({ line, fault, onLine, onSubmit }: QueryLineProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => fit(area.current!), [line]);
  useEffect(() => {
    const refit = () => fit(area.current!);
    window.addEventListener('resize', refit);
    return () => window.removeEventListener('resize', refit);
  }, []);
  const place = fault === null ? null : faultPlace(line, fault);
  return (
    <div class="query-line" data-wrong={fault !== null}>
      <label class="unseen" for="traceql">
        TraceQL query
      </label>
      <div class="query-line-box">
        <div class="query-line-backdrop" aria-hidden="true" ref={backdrop}>
          {place && (
            <>
              {line.slice(0, place.from)}
              <mark>{line.slice(place.from, place.to) || '\u00a0'}</mark>
              {line.slice(place.to)}
            </>
          )}
        </div>
        <textarea
          id="traceql"
          ref={area}
          rows={1}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          placeholder="{ } every trace: write TraceQL, such as { status = error && duration > 100ms }"
          value={line}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : 'traceql-fault'}
          onInput={(event) => onLine(event.currentTarget.value)}
          onScroll={(event) => {
            backdrop.current!.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
              event.preventDefault();
              onSubmit();
            }
          }}
        />
      </div>
      <p id="traceql-fault" class="fault" role="status">
        {fault && (
          <>
            <span aria-hidden="true">▲</span> {sentence(fault.message)}
            <span class="fault-place"> Character {fault.offset + 1}</span>
          </>
        )}
      </p>
    </div>
  );
}

/** A missing piece has no length; then the character at its place is marked, at the end the one before. */
function faultPlace(line: string, fault: QueryFault): { from: number; to: number } {
  const from = Math.min(fault.offset, line.length);
  return { from, to: Math.min(line.length, from + Math.max(fault.length, 1)) };
}

function fit(area: HTMLTextAreaElement): void {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight}px`;
}
