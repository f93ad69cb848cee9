import { spansOf, type OtlpTraces } from '../source/otlp';
import type { Attribute, SpanDetails } from '../source/SpanDetails';

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

/** A trace as Jaeger's query API answers it. Its times are whole microseconds, its values scalars. */
export function writeJaeger(traces: OtlpTraces): string {
  const spans = spansOf(traces);
  const processes = new Map<string, string>();
  const data = {
    traceID: spans[0].traceId,
    spans: spans.map((span) => {
      const process = JSON.stringify(processOf(span));
      if (!processes.has(process)) {
        processes.set(process, `p${processes.size + 1}`);
      }
      return {
        traceID: span.traceId,
        spanID: span.spanId,
        operationName: span.name,
        references:
          span.parentSpanId === null
            ? []
            : [{ refType: 'CHILD_OF', traceID: span.traceId, spanID: span.parentSpanId }],
        startTime: Number(span.startNanos / 1000n),
        duration: Number((span.endNanos - span.startNanos) / 1000n),
        tags: [...tags(span.attributes), ...fieldsOf(span)],
        logs: span.events.map(({ timeNanos, name, attributes }) => ({
          timestamp: Number(timeNanos / 1000n),
          fields: [{ key: 'event', type: 'string', value: name }, ...tags(attributes)],
        })),
        processID: processes.get(process),
        warnings: null,
      };
    }),
    processes: Object.fromEntries(
      Array.from(processes, ([process, id]) => [id, JSON.parse(process) as unknown]),
    ),
  };
  // 64-bit numbers stand in Jaeger's JSON as numbers.
  return JSON.stringify({ data: [data], total: 0, limit: 0, errors: null }).replace(/"(\d{17,})n"/g, '$1');
}

function processOf({ resource }: SpanDetails): unknown {
  const [service] = tags(resource.attributes.filter(({ key }) => key === 'service.name'));
  return {
    serviceName: service.value,
    tags: tags(resource.attributes.filter(({ key }) => key !== 'service.name')),
  };
}

function fieldsOf({ kind, status, scope }: SpanDetails): unknown[] {
  const fields: [string, string][] = [
    ['span.kind', KINDS[kind]],
    ['otel.status_code', ['', 'OK', 'ERROR'][status.code]],
    ['otel.status_description', status.message],
    ['otel.scope.name', scope.name],
    ['otel.scope.version', scope.version],
  ];
  return fields.filter(([, value]) => value !== '').map(([key, value]) => ({ key, type: 'string', value }));
}

function tags(attributes: readonly Attribute[]): { key: string; type: string; value: unknown }[] {
  return attributes.map(({ key, value }) => {
    switch (value.type) {
      case 'int':
        return {
          key,
          type: 'int64',
          value: value.value > 2n ** 53n ? `${value.value}n` : Number(value.value),
        };
      case 'double':
        return { key, type: 'float64', value: value.value };
      case 'boolean':
        return { key, type: 'bool', value: value.value };
      case 'string':
        return { key, type: 'string', value: value.value };
      default:
        throw new Error(`Jaeger's JSON has no ${value.type}`);
    }
  });
}
