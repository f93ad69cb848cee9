import type { OtlpAttribute, OtlpEvent, OtlpLink, OtlpSpan, OtlpValue } from '../otlp';
import { hexId, list, microTime, microsToNanos, object, plus, quoted, SpanProblem, text } from './fields';
import type { SpanStore } from './SpanStore';

const KINDS = new Map([
  ['internal', 1],
  ['server', 2],
  ['client', 3],
  ['producer', 4],
  ['consumer', 5],
]);

/** Tags for what has a field in OTLP. */
const FIELDS = new Set([
  'span.kind',
  'error',
  'otel.status_code',
  'otel.status_description',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
  'w3c.tracestate',
]);

/**
 * Reads the JSON of Jaeger's query API and of its page's download: `{"data":[{"spans":[…],"processes":{…}}]}`. Tags
 * become what OpenTelemetry's translation makes of them.
 *
 * @see https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/
 */
export class JaegerFormat {
  /** By id, of the trace at hand: the number of its resource. Processes may come after the spans. */
  private processes = new Map<string, number>();
  private readonly scopes = new Map<string, number>();

  constructor(private readonly store: SpanStore) {}

  beginTrace(): void {
    this.processes = new Map();
  }

  /** The `processes` of the trace at hand. */
  ofProcesses(value: unknown): void {
    for (const [id, given] of Object.entries(object('processes', value))) {
      const process = object(`processes.${id}`, given);
      this.store.resources[this.process(id)].attributes = [
        { key: 'service.name', value: { stringValue: text(process.serviceName) } },
        ...tags(`processes.${id}.tags`, process.tags),
      ];
    }
  }

  /** @throws SpanProblem */
  span(value: unknown): void {
    const given = object('span', value);
    const traceId = hexId('traceID', given.traceID, 32);
    const attributes = tags('tags', given.tags);
    const tag = (key: string) => attributes.find((attribute) => attribute.key === key)?.value;
    const tagText = (key: string) => text(tag(key)?.stringValue);
    const start = microTime('startTime', given.startTime);
    const references = list('references', given.references).map(reference);
    const inTrace = references.filter((one) => one.traceId === traceId);
    const parent = inTrace.find((one) => one.childOf) ?? inTrace[0];
    const isError = tag('error')?.boolValue === true || tag('error')?.stringValue === 'true';
    const code = tagText('otel.status_code');
    const span: OtlpSpan = {
      traceId,
      spanId: hexId('spanID', given.spanID, 16),
      parentSpanId: parent?.spanId ?? '',
      traceState: tagText('w3c.tracestate'),
      name: text(given.operationName),
      kind: KINDS.get(tagText('span.kind').toLowerCase()) ?? 0,
      startTimeUnixNano: start,
      endTimeUnixNano: plus(start, microsToNanos('duration', given.duration ?? 0)),
      attributes: attributes.filter(({ key }) => !FIELDS.has(key)),
      events: list('logs', given.logs).map(event),
      links: references.filter((one) => one !== parent).map(link),
      status: {
        code: isError || code === 'ERROR' ? 2 : code === 'OK' ? 1 : 0,
        message: tagText('otel.status_description'),
      },
    };
    const scope = this.scope(
      tagText('otel.scope.name') || tagText('otel.library.name'),
      tagText('otel.scope.version') || tagText('otel.library.version'),
    );
    const process = text(given.processID);
    const resource = this.process(process);
    if (given.process !== undefined) {
      this.ofProcesses({ [process]: given.process });
    }
    this.store.add({ resource, scope, span, json: JSON.stringify(span) });
  }

  private process(id: string): number {
    let resource = this.processes.get(id);
    if (resource === undefined) {
      resource = this.store.addResource({});
      this.processes.set(id, resource);
    }
    return resource;
  }

  private scope(name: string, version: string): number {
    const key = JSON.stringify([name, version]);
    let scope = this.scopes.get(key);
    if (scope === undefined) {
      scope = this.store.addScope({ name, version });
      this.scopes.set(key, scope);
    }
    return scope;
  }
}

interface Reference {
  readonly childOf: boolean;
  readonly traceId: string;
  readonly spanId: string;
}

function reference(value: unknown): Reference {
  const { refType, traceID, spanID } = object('reference', value);
  return {
    childOf: refType === 'CHILD_OF',
    traceId: hexId('reference.traceID', traceID, 32),
    spanId: hexId('reference.spanID', spanID, 16),
  };
}

function link({ childOf, traceId, spanId }: Reference): OtlpLink {
  const kind = childOf ? 'child_of' : 'follows_from';
  return { traceId, spanId, attributes: [{ key: 'opentracing.ref_type', value: { stringValue: kind } }] };
}

function event(log: unknown): OtlpEvent {
  const { timestamp, fields } = object('log', log);
  const attributes = tags('log.fields', fields);
  const name = attributes.find(({ key }) => key === 'event')?.value?.stringValue;
  return {
    timeUnixNano: microTime('log.timestamp', timestamp),
    name: name ?? '',
    attributes: name === undefined ? attributes : attributes.filter(({ key }) => key !== 'event'),
  };
}

function tags(field: string, value: unknown): OtlpAttribute[] {
  return list(field, value).map((given) => {
    const { key, type, value: of } = object(field, given);
    return { key: text(key), value: tagValue(`${field}["${text(key)}"]`, text(type), of) };
  });
}

function tagValue(field: string, type: string, value: unknown): OtlpValue {
  switch (type) {
    case 'bool':
      return { boolValue: value === true || value === 'true' };
    case 'int64':
      if (!/^-?\d{1,19}$/.test(text(value))) {
        throw new SpanProblem(`${field} ${quoted(value)} is no int64`);
      }
      return { intValue: text(value) };
    case 'float64':
      return { doubleValue: Number(value) };
    case 'binary':
      return { bytesValue: text(value) };
    default:
      return { stringValue: text(value) };
  }
}
