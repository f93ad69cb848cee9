import type { OtlpAttribute, OtlpEvent, OtlpSpan } from '../otlp';
import { hexId, hexIdOrNone, list, microTime, microsToNanos, object, plus, text } from './fields';
import type { SpanStore } from './SpanStore';

const KINDS = new Map([
  ['SERVER', 2],
  ['CLIENT', 3],
  ['PRODUCER', 4],
  ['CONSUMER', 5],
]);

/** Says of a span that came without a start that the page put it where its parent starts. */
const NO_START = 'otel.zipkin.absentField.startTime';

/**
 * Reads Zipkin's JSON, version 2: a list of spans, or a list of traces that are lists of spans.
 *
 * @see https://zipkin.io/zipkin-api/
 */
export class ZipkinFormat {
  /** By service: the number of its resource. */
  private readonly services = new Map<string, number>();
  private scope = -1;

  constructor(private readonly store: SpanStore) {}

  /** @throws SpanProblem */
  span(value: unknown): void {
    const given = object('span', value);
    const events = list('annotations', given.annotations).map(event);
    const isMissing = given.timestamp === undefined || given.timestamp === null || given.timestamp === 0;
    const start = isMissing ? earliest(events) : microTime('timestamp', given.timestamp);
    const duration = microsToNanos('duration', given.duration ?? 0);
    const local = object('localEndpoint', given.localEndpoint ?? {});
    const remote = object('remoteEndpoint', given.remoteEndpoint ?? {});
    const tags = Object.entries(object('tags', given.tags ?? {}));
    const attributes: OtlpAttribute[] = [
      ...tags.map(([key, tag]) => attribute(key, text(tag))),
      ...address('net.host', local),
      ...address('net.peer', remote),
    ];
    if (remote.serviceName) {
      attributes.push(attribute('peer.service', text(remote.serviceName)));
    }
    if (start === null) {
      attributes.push({ key: NO_START, value: { boolValue: true } });
    }
    const shared = given.shared === true;
    if (shared) {
      attributes.push({ key: 'zipkin.shared', value: { boolValue: true } });
    }
    const error = tags.find(([key]) => key === 'error')?.[1];
    const isError = error !== undefined && error !== 'false';
    const span: OtlpSpan = {
      traceId: hexId('traceId', given.traceId, 32),
      spanId: hexId('id', given.id, 16),
      parentSpanId: hexIdOrNone('parentId', given.parentId, 16),
      name: text(given.name),
      kind: KINDS.get(text(given.kind)) ?? 0,
      startTimeUnixNano: start ?? '0',
      endTimeUnixNano: plus(start ?? '0', duration),
      attributes,
      events,
      status: { code: isError ? 2 : 0, message: isError && error !== 'true' ? text(error) : '' },
    };
    const resource = this.resource(text(local.serviceName));
    if (this.scope < 0) {
      this.scope = this.store.addScope({});
    }
    const { scope } = this;
    const startless = start === null;
    this.store.add({ resource, scope, span, json: JSON.stringify(span), shared, startless });
  }

  private resource(service: string): number {
    let resource = this.services.get(service);
    if (resource === undefined) {
      const attributes = service === '' ? [] : [attribute('service.name', service)];
      resource = this.store.addResource({ attributes });
      this.services.set(service, resource);
    }
    return resource;
  }
}

function event(value: unknown): OtlpEvent {
  const { timestamp, value: name } = object('annotation', value);
  return { timeUnixNano: microTime('annotation.timestamp', timestamp), name: text(name), attributes: [] };
}

function earliest(events: readonly OtlpEvent[]): string | null {
  return events.reduce<string | null>((least, { timeUnixNano }) => {
    const time = String(timeUnixNano);
    return least === null || BigInt(time) < BigInt(least) ? time : least;
  }, null);
}

function address(prefix: string, endpoint: Record<string, unknown>): OtlpAttribute[] {
  const attributes: OtlpAttribute[] = [];
  const ip = endpoint.ipv4 ?? endpoint.ipv6;
  if (ip !== undefined) {
    attributes.push(attribute(`${prefix}.ip`, text(ip)));
  }
  if (Number.isInteger(endpoint.port)) {
    attributes.push({ key: `${prefix}.port`, value: { intValue: String(endpoint.port) } });
  }
  return attributes;
}

function attribute(key: string, value: string): OtlpAttribute {
  return { key, value: { stringValue: value } };
}
