import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clip, formatCount, formatDuration, visible } from '../../../format';
import { serviceColour, useShade } from '../../../theme';
import type { TraceModel } from '../../../worker/TraceModel';
import { badges, KINDS } from '../describe';
import { clampTop, thumb, topOfThumb, topShowing, visibleLines } from '../scroll';
import { ranks, sortRows } from '../sortRows';
import type { Stage } from '../Stage';
import { SortButton } from '../Statistics';
import { useTopics } from '../Topics';
import './table.css';

const SORTS = ['start', 'duration', 'self', 'service', 'name', 'kind', 'level', 'errors'] as const;
type Sort = (typeof SORTS)[number];

const LINE = 26;

/** Every span as a row of a table that sorts, whatever their number: only the rows that show are there. */
export function SpanTable({ stage }: { stage: Stage }) {
  const { model } = stage;
  const { columns, tree } = model;
  const [sort, setSort] = useState<{ key: Sort; descending: boolean }>({ key: 'start', descending: false });
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const body = useRef<HTMLDivElement>(null);
  const shade = useShade();
  const focus = useTopics(stage.topics, ['focus'], () => stage.focus);
  const rows = useMemo(() => sortRows(keysOf(model, sort.key), sort.descending), [model, sort]);
  const scroll = { lines: rows.length, lineHeight: LINE, height };
  const { first, end } = visibleLines(scroll, clampTop(scroll, top));
  const [cursor, setCursor] = useState(0);

  useEffect(() => {
    const element = body.current!;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) {
        event.preventDefault();
        setTop((now) =>
          clampTop(
            { lines: rows.length, lineHeight: LINE, height: element.clientHeight },
            now + event.deltaY,
          ),
        );
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, [rows]);

  const moveTo = (line: number) => {
    const within = Math.min(Math.max(0, line), rows.length - 1);
    setCursor(within);
    setTop(topShowing(scroll, top, within));
    stage.setFocus(rows[within]);
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-line="${within}"]`)?.focus({ preventScroll: true }),
    );
  };
  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / LINE) - 1);
    const to = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      stage.setFocus(rows[cursor]);
      stage.setDetails(true);
    }
  };
  const choose = (key: Sort) =>
    setSort((now) => ({
      key,
      descending:
        now.key === key ? !now.descending : key === 'duration' || key === 'self' || key === 'errors',
    }));
  const head = (key: Sort, label: string, number = false) => (
    <span
      role="columnheader"
      class={number ? 'number' : ''}
      aria-sort={sort.key !== key ? 'none' : sort.descending ? 'descending' : 'ascending'}
    >
      <SortButton
        label={label}
        on={sort.key === key}
        ascending={!sort.descending}
        onClick={() => choose(key)}
      />
    </span>
  );
  return (
    <div class="span-table" role="grid" aria-label="Spans" aria-rowcount={rows.length + 1} aria-colcount={8}>
      <div role="rowgroup">
        <div class="span-table-head" role="row" aria-rowindex={1}>
          {head('service', 'Service')}
          {head('name', 'Name')}
          {head('start', 'Start', true)}
          {head('duration', 'Duration', true)}
          {head('self', 'Self', true)}
          {head('kind', 'Kind')}
          {head('level', 'Level', true)}
          {head('errors', 'Marks')}
        </div>
      </div>
      <div class="span-table-body" role="rowgroup" ref={body} onKeyDown={onKey}>
        {Array.from(rows.subarray(first, end), (row, index) => {
          const line = first + index;
          const service = columns.strings[columns.service[row]];
          return (
            <div
              key={line}
              role="row"
              class={row === focus ? 'span-table-row is-focus' : 'span-table-row'}
              data-line={line}
              tabIndex={line === Math.min(Math.max(cursor, first), end - 1) ? 0 : -1}
              aria-rowindex={line + 2}
              aria-selected={row === focus}
              ref={(element) =>
                element?.style.setProperty(
                  'transform',
                  `translateY(${line * LINE - clampTop(scroll, top)}px)`,
                )
              }
              onClick={() => {
                setCursor(line);
                stage.setFocus(row);
                stage.setDetails(true);
              }}
            >
              <span role="gridcell" class="clipped">
                <span
                  class="swatch"
                  ref={(element) => element?.style.setProperty('background', serviceColour(service, shade))}
                />
                <bdi>{visible(clip(service, 100)) || 'no service'}</bdi>
              </span>
              <span role="gridcell" class="clipped">
                <bdi>{visible(clip(columns.strings[columns.name[row]], 200)) || '(no name)'}</bdi>
              </span>
              <span role="gridcell" class="number">
                {formatDuration(columns.start[row])}
              </span>
              <span role="gridcell" class="number">
                {formatDuration(columns.duration[row])}
              </span>
              <span role="gridcell" class="number">
                {formatDuration(tree.selfTime[row])}
              </span>
              <span role="gridcell" class="soft">
                {KINDS[columns.kind[row]] ?? 'unknown'}
              </span>
              <span role="gridcell" class="number">
                {formatCount(tree.depth[row] + 1)}
              </span>
              <span role="gridcell" class="clipped">
                {badges(model, row).map(({ word, meaning, style }) => (
                  <span key={word} class={`badge badge-${style}`} title={meaning}>
                    {word}
                  </span>
                ))}
              </span>
            </div>
          );
        })}
        <Thumb scroll={scroll} top={clampTop(scroll, top)} onTop={setTop} />
      </div>
    </div>
  );
}

/** The thumb of the table's own scroll bar. */
function Thumb({
  scroll,
  top,
  onTop,
}: {
  scroll: Parameters<typeof thumb>[0];
  top: number;
  onTop: (top: number) => void;
}) {
  const held = useRef(0);
  const at = thumb(scroll, top, scroll.height);
  return at === null ? null : (
    <div
      class="table-thumb"
      aria-hidden="true"
      ref={(element) => {
        element?.style.setProperty('height', `${at.length}px`);
        element?.style.setProperty('transform', `translateY(${at.offset}px)`);
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        held.current = event.clientY - at.offset;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          onTop(topOfThumb(scroll, event.clientY - held.current, scroll.height));
        }
      }}
    />
  );
}

function keysOf({ columns, tree }: TraceModel, sort: Sort): Float64Array {
  switch (sort) {
    case 'start':
      return columns.start;
    case 'duration':
      return columns.duration;
    case 'self':
      return tree.selfTime;
    case 'service':
      return byRank(columns.service, columns.strings);
    case 'name':
      return byRank(columns.name, columns.strings);
    case 'kind':
      return Float64Array.from(columns.kind);
    case 'level':
      return Float64Array.from(tree.depth);
    case 'errors':
      return Float64Array.from(
        columns.status,
        (status, row) => (status === 2 ? 1e9 : 0) + tree.errorsBelow[row] * 64 + (tree.marks[row] % 64),
      );
  }
}

function byRank(codes: Int32Array, strings: readonly string[]): Float64Array {
  const rank = ranks(strings);
  return Float64Array.from(codes, (code) => rank[code]);
}
