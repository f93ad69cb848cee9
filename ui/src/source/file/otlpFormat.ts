import type { OtlpAttribute, OtlpResource, OtlpScope, OtlpSpan, OtlpValue } from '../otlp';
import { hexId, hexIdOrNone, list, nanos, object, text, textOrNone } from './fields';
import type { SpanStore } from './SpanStore';

/** Reads OTLP JSON: `TracesData` and `ExportTraceServiceRequest`, which look the same. */
export class OtlpFormat {
  private resource = -1;
  private scope = -1;

  constructor(private readonly store: SpanStore) {}

  /** A `resourceSpans` begins. What is said of the resource may come after its spans. */
  beginResource(): void {
    this.resource = this.store.addResource({});
  }

  beginScope(): void {
    this.scope = this.store.addScope({});
  }

  /** A member of a `resourceSpans` besides the spans. */
  ofResource(key: 'resource' | 'schemaUrl', value: unknown): void {
    const resource = this.store.resources[this.resource];
    if (key === 'schemaUrl') {
      resource.schemaUrl = text(value);
    } else {
      resource.attributes = attributes('resource.attributes', object('resource', value).attributes);
    }
  }

  /** A member of a `scopeSpans` besides the spans. */
  ofScope(key: 'scope' | 'schemaUrl', value: unknown): void {
    const scope = this.store.scopes[this.scope];
    if (key === 'schemaUrl') {
      scope.schemaUrl = text(value);
    } else {
      const given = object('scope', value);
      scope.name = text(given.name);
      scope.version = text(given.version);
      scope.attributes = attributes('scope.attributes', given.attributes);
    }
  }

  /** @throws SpanProblem */
  span(value: unknown, json: string): void {
    const given = object('span', value) as unknown as OtlpSpan;
    const span: OtlpSpan = {
      ...given,
      traceId: hexId('traceId', given.traceId, 32),
      spanId: hexId('spanId', given.spanId, 16),
      parentSpanId: hexIdOrNone('parentSpanId', given.parentSpanId, 16),
      startTimeUnixNano: nanos('startTimeUnixNano', given.startTimeUnixNano),
      endTimeUnixNano: nanos('endTimeUnixNano', given.endTimeUnixNano),
    };
    attributes('attributes', given.attributes);
    for (const event of list('events', given.events)) {
      const { timeUnixNano, name, attributes: ofEvent } = object('event', event);
      textOrNone('event.name', name);
      nanos('event.timeUnixNano', timeUnixNano);
      attributes('event.attributes', ofEvent);
    }
    for (const link of list('links', given.links)) {
      const { traceId, spanId, attributes: ofLink } = object('link', link);
      hexIdOrNone('link.traceId', traceId, 32);
      hexIdOrNone('link.spanId', spanId, 16);
      attributes('link.attributes', ofLink);
    }
    textOrNone('name', given.name);
    textOrNone('traceState', given.traceState);
    textOrNone('status.message', object('status', given.status ?? {}).message);
    const isComplete =
      span.traceId.length === given.traceId.length && span.spanId.length === given.spanId.length;
    const { resource, scope } = this;
    this.store.add({ resource, scope, span, json: isComplete ? json : JSON.stringify(span) });
  }
}

/** Checks that attributes are what the rest of the page takes them for. */
function attributes(field: string, value: unknown): OtlpResource['attributes'] & OtlpScope['attributes'] {
  return list(field, value).map((given) => {
    const attribute = object(field, given);
    textOrNone(`${field}.key`, attribute.key);
    check(`${field}["${text(attribute.key)}"]`, attribute.value);
    return { key: text(attribute.key), value: attribute.value } as OtlpAttribute;
  });
}

function check(field: string, value: unknown): void {
  if (value === undefined || value === null) {
    return;
  }
  const given = object(field, value) as OtlpValue;
  textOrNone(field, given.stringValue);
  if (given.arrayValue) {
    list(field, object(field, given.arrayValue).values).forEach((element) => check(field, element));
  }
  if (given.kvlistValue) {
    attributes(field, object(field, given.kvlistValue).values);
  }
}
