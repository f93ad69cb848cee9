import { useEffect, useState } from 'preact/hooks';
import {
  clip,
  formatCount,
  formatDuration,
  formatExactDuration,
  formatMoment,
  formatShare,
  visible,
} from '../../../format';
import { copyAndTell, CopyButton, ErrorPanel, Icon, Menu, Skeleton } from '../../../parts';
import { useZone } from '../../../settings';
import type { SpanDetails } from '../../../source/SpanDetails';
import { serviceColour, useShade } from '../../../theme';
import { parentSpanId, spanId } from '../../../trace/columns';
import { copyLink } from '../copyLink';
import { badges, KINDS, STATUSES } from '../describe';
import type { OpenTrace } from '../openTrace';
import { searchFor } from '../searchFor';
import type { Stage } from '../Stage';
import { useTopics } from '../Topics';
import { traceQuery } from '../traceql';
import { Attributes } from './Attributes';
import { Events } from './Events';
import { flagWords } from './flags';
import { Links } from './Links';
import { Section } from './Section';
import { siblingPlace } from './siblingPlace';
import { useSpan } from './useSpan';
import { holds } from './value';
import './details.css';

interface DetailsProps {
  readonly stage: Stage;
  readonly trace: OpenTrace;
  /** After the panel has been closed. */
  readonly onClose: () => void;
}

/** Everything about the span in focus. What the columns know stands at once; attributes follow. */
export function Details({ stage, trace, onClose }: DetailsProps) {
  const row = useTopics(stage.topics, ['focus'], () => stage.focus);
  const close = () => {
    stage.setDetails(false);
    onClose();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        close();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  if (row < 0) {
    return null;
  }
  return (
    <aside class="details" aria-label="Details of the span">
      <DetailsHead stage={stage} trace={trace} row={row} onClose={close} />
      <div class="details-body" tabIndex={0} role="region" aria-label="What was sent of the span">
        <Facts stage={stage} row={row} />
        <Sent stage={stage} trace={trace} row={row} />
      </div>
    </aside>
  );
}

function DetailsHead({
  stage,
  trace,
  row,
  onClose,
}: {
  stage: Stage;
  trace: OpenTrace;
  row: number;
  onClose: () => void;
}) {
  const { columns } = stage.model;
  const shade = useShade();
  const service = columns.strings[columns.service[row]];
  const id = spanId(columns, row);
  return (
    <header class="details-head">
      <div>
        <p class="details-service">
          <span
            class="swatch"
            ref={(element) => element?.style.setProperty('background', serviceColour(service, shade))}
          />
          <bdi>{visible(clip(service, 100)) || 'no service'}</bdi>
        </p>
        <h2>
          <bdi class="foreign">{visible(clip(columns.strings[columns.name[row]], 300)) || '(no name)'}</bdi>
        </h2>
      </div>
      <Menu
        label="Copy the span"
        class="quiet square"
        items={[
          { label: 'Link to the span', onChoose: () => void copyLink(stage) },
          { label: 'Span id', onChoose: () => void copyAndTell(id, 'span id') },
          { label: 'TraceQL', onChoose: () => void copyAndTell(traceQuery(columns.traceId, id), 'query') },
          {
            label: 'OTLP JSON',
            onChoose: () =>
              void copyAndTell(
                async () => (await trace.otlp([id], new AbortController().signal)).text(),
                'span as OTLP JSON',
              ),
          },
        ]}
      >
        <Icon name="copy" />
      </Menu>
      <button
        type="button"
        class="quiet square"
        title="Close (Esc)"
        aria-label="Close the details"
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

/** What is known of a span from the columns. */
function Facts({ stage, row }: { stage: Stage; row: number }) {
  const { columns, tree } = stage.model;
  const zone = useZone();
  const start = columns.startNanos + BigInt(columns.start[row]);
  const duration = columns.duration[row];
  const sibling = siblingPlace(stage.model, row);
  const facts: readonly (readonly [name: string, value: string, title?: string])[] = [
    ['Duration', formatDuration(duration), formatExactDuration(BigInt(duration))],
    [
      'Self time',
      `${formatDuration(tree.selfTime[row])} · ${formatShare(duration > 0 ? tree.selfTime[row] / duration : 0)}`,
    ],
    ['Of the trace', formatShare(Math.max(0, duration) / stage.whole.to)],
    ['Starts at', `+${formatDuration(columns.start[row])}`, formatMoment(start, zone, 'nano')],
    ['Kind', KINDS[columns.kind[row]] ?? 'unknown'],
    ['Level', formatCount(tree.depth[row] + 1)],
    ['Spans below', formatCount(tree.size[row] - 1)],
    ['Place', sibling],
  ];
  return (
    <>
      <dl class="details-facts">
        {facts.map(([name, value, title]) => (
          <div class="fact" key={name} title={title}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {badges(stage.model, row).length > 0 && (
        <ul class="details-badges">
          {badges(stage.model, row).map(({ word, meaning, style }) => (
            <li key={word}>
              <span class={`badge badge-${style}`}>{word}</span> {meaning}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What has to be asked for: attributes, events, links, resource, scope. */
function Sent({ stage, trace, row }: { stage: Stage; trace: OpenTrace; row: number }) {
  const state = useSpan(stage, trace, row);
  const [words, setWords] = useState('');
  switch (state.phase) {
    case 'loading':
      return <Skeleton lines={8} label="Loading the span" />;
    case 'failed':
      return <ErrorPanel error={state.error} title="The span could not be loaded" />;
    case 'ready':
      return (
        <div class={state.row === row ? '' : 'details-old'} aria-busy={state.row !== row}>
          <input
            type="search"
            class="details-search"
            aria-label="Search in this span"
            placeholder="Search in this span"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <SentSpan
            key={state.row}
            stage={stage}
            trace={trace}
            state={state}
            words={words.trim().toLowerCase()}
          />
        </div>
      );
  }
}

function SentSpan({
  stage,
  trace,
  state: { span, sameId, row },
  words,
}: {
  stage: Stage;
  trace: OpenTrace;
  state: { span: SpanDetails; sameId: number; row: number };
  words: string;
}) {
  const { columns, tree } = stage.model;
  const search = (query: string) => (trace.kind === 'server' ? searchFor(query, columns, tree.end) : null);
  const matching = (attributes: SpanDetails['attributes']) => attributes.filter((one) => holds(one, words));
  const own = matching(span.attributes);
  const resource = matching(span.resource.attributes);
  const scope = matching(span.scope.attributes);
  const events = span.events.filter(
    (event) => event.name.toLowerCase().includes(words) || event.attributes.some((one) => holds(one, words)),
  );
  const { status, dropped } = span;
  return (
    <>
      {(status.code !== 0 || status.message !== '') && (
        <p class={status.code === 2 ? 'details-status is-error' : 'details-status'}>
          <strong>{STATUSES[status.code] ?? `status ${status.code}`}</strong>{' '}
          <bdi class="foreign">{visible(clip(status.message, 2000))}</bdi>
          {status.message !== '' && <CopyButton text={status.message} what="status message" />}
        </p>
      )}
      <Section
        title="Attributes"
        count={own.length}
        of={span.attributes.length}
        dropped={dropped.attributes}
        open
      >
        <Attributes scope="span" attributes={own} search={search} />
      </Section>
      <Section title="Events" count={events.length} of={span.events.length} dropped={dropped.events} open>
        <Events events={events} spanStart={span.startNanos} words={words} search={search} />
      </Section>
      <Section title="Links" count={span.links.length} of={span.links.length} dropped={dropped.links} open>
        <Links links={span.links} traceId={span.traceId} search={search} />
      </Section>
      <Section title="Resource" count={resource.length} of={span.resource.attributes.length} open>
        <Attributes scope="resource" attributes={resource} search={search} />
      </Section>
      <Section
        title="Instrumentation"
        note={[span.scope.name, span.scope.version].filter(Boolean).join(' ')}
        count={scope.length}
        of={span.scope.attributes.length}
        open
      >
        <Attributes scope="instrumentation" attributes={scope} search={search} />
      </Section>
      <dl class="details-ids">
        <Id name="Span" id={span.spanId} />
        <Id name="Parent" id={parentSpanId(columns, row) ?? 'none'} />
        <Id name="Trace" id={span.traceId} />
        {span.traceState !== '' && <Id name="Trace state" id={span.traceState} />}
        {span.flags !== 0 && (
          <div>
            <dt>Flags</dt>
            <dd>{flagWords(span.flags)}</dd>
          </div>
        )}
      </dl>
      {sameId > 1 && <p class="faint">{formatCount(sameId)} spans share this span id.</p>}
    </>
  );
}

function Id({ name, id }: { name: string; id: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{visible(clip(id, 200))}</code>
        <CopyButton text={id} what={`${name.toLowerCase()} id`} />
      </dd>
    </div>
  );
}
