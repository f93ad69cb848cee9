import { useMemo } from 'preact/hooks';
import { clip, formatCount, formatDuration, formatMoment, visible } from '../../format';
import { copyAndTell, Icon, Menu } from '../../parts';
import { useZone } from '../../settings';
import { serviceColour, useShade } from '../../theme';
import type { TraceModel } from '../../worker/TraceModel';
import { copyLink } from './copyLink';
import { curlOf } from './curl';
import { plural } from './describe';
import type { OpenTrace } from './openTrace';
import type { Stage } from './Stage';
import { traceQuery } from './traceql';

interface TraceHeaderProps {
  readonly trace: OpenTrace;
  readonly model: TraceModel;
  readonly stage: Stage;
  readonly onReload: () => void;
}

/** What the trace is, in two lines, and what can be taken from it. */
export function TraceHeader({ trace, model, stage, onReload }: TraceHeaderProps) {
  const { columns, tree } = model;
  const zone = useZone();
  const shade = useShade();
  const root = tree.order[0];
  const service = columns.strings[columns.service[root]];
  const services = useMemo(() => new Set(columns.service).size, [columns]);
  const errors = stage.errors.length;
  return (
    <header class="trace-header">
      <div class="trace-title">
        <h1>
          <span
            class="swatch"
            ref={(element) => element?.style.setProperty('background', serviceColour(service, shade))}
          />
          <bdi class="trace-service">{visible(clip(service, 100)) || 'no service'}</bdi>{' '}
          <bdi class="trace-name">
            {visible(clip(columns.strings[columns.name[root]], 300)) || '(no name)'}
          </bdi>
        </h1>
        <code class="trace-id" title={columns.traceId}>
          {columns.traceId.replace(/^0{16}/, '')}
        </code>
      </div>
      <dl class="trace-facts">
        <Fact name="Start">{formatMoment(columns.startNanos, zone, 'milli')}</Fact>
        <Fact name="Duration">{formatDuration(tree.end)}</Fact>
        <Fact name="Spans">{formatCount(columns.rows)}</Fact>
        <Fact name="Services">{formatCount(services)}</Fact>
        <Fact name="Depth">{formatCount(tree.maxDepth + 1)}</Fact>
        <Fact name="Errors">
          {errors === 0 ? (
            'none'
          ) : (
            <button
              type="button"
              class="trace-errors"
              title="Go to the next error (e)"
              onClick={() => stage.showNext(stage.errors, 1)}
            >
              <Icon name="error" />
              {formatCount(errors)}
            </button>
          )}
        </Fact>
        {model.columns.missing.rows.length > 0 && (
          <Fact name="Missing">{plural(model.columns.missing.rows.length, 'parent')}</Fact>
        )}
      </dl>
      <div class="trace-actions">
        {trace.kind === 'file' ? (
          <span class="trace-origin" title="Read from a file by this page; nothing was sent anywhere">
            <Icon name="file" /> from a file
          </span>
        ) : (
          <button type="button" class="quiet" title="Read the trace anew" onClick={onReload}>
            <Icon name="refresh" />
            Reload
          </button>
        )}
        <CopyMenu trace={trace} stage={stage} />
      </div>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CopyMenu({ trace, stage }: { trace: OpenTrace; stage: Stage }) {
  const { traceId, rows } = stage.model.columns;
  const onServer = trace.kind === 'server';
  const otlp = async () => (await trace.otlp(null, new AbortController().signal)).text();
  return (
    <Menu
      label="Copy the trace"
      class="quiet"
      items={[
        {
          label: 'Link to what is shown',
          hint: 'y',
          onChoose: () => void copyLink(stage),
        },
        { label: 'Trace id', onChoose: () => void copyAndTell(traceId, 'trace id') },
        { label: 'TraceQL', onChoose: () => void copyAndTell(traceQuery(traceId), 'query') },
        {
          label: 'OTLP JSON',
          hint: plural(rows, 'span'),
          disabled: rows > MOST_COPIED,
          onChoose: () => void copyAndTell(otlp, 'trace as OTLP JSON'),
        },
        ...(onServer
          ? [{ label: 'curl', onChoose: () => void copyAndTell(curlOf(traceId), 'command') }]
          : []),
      ]}
    >
      <Icon name="copy" />
      Copy
      <Icon name="chevronDown" />
    </Menu>
  );
}

/** A clipboard with more spans than this, some 50 MB, is of no use to anybody: curl is. */
const MOST_COPIED = 50_000;
