import type { FormFields } from '../../api';
import { NO_FIELDS } from './form/fields';
import { readLimit } from './question';
import { readRange, LAST_HOUR, type TimeRange } from './range/timeRange';

/** A search as a link made by Jaeger's UI says it. */
export interface JaegerLink {
  readonly fields: FormFields;
  readonly range: TimeRange;
  readonly limit: number;
}

/** A trace that a link of Jaeger's UI names, and the ids of its spans that it points to. */
export interface JaegerTrace {
  readonly traceId: string;
  readonly spanIds: readonly string[];
}

/**
 * The traces of a link that names them instead of asking: `traceID=…`, repeated for several, and `span=…`, span ids
 * with spaces between them and, where there are several traces, `@` and the trace's id behind them.
 */
export function readJaegerTraces(parameters: URLSearchParams): JaegerTrace[] {
  const spansOf = new Map(
    parameters.getAll('span').map((text) => {
      const [spans = '', traceId = ''] = text.split('@');
      return [traceId.toLowerCase(), spans.split(' ').filter(Boolean)] as const;
    }),
  );
  return parameters
    .getAll('traceID')
    .filter((id) => /^[0-9a-f]{1,32}$/i.test(id))
    .map((id) => {
      const traceId = id.toLowerCase();
      return { traceId, spanIds: spansOf.get(traceId) ?? spansOf.get('') ?? [] };
    });
}

const ONLY_JAEGERS = ['service', 'operation', 'tags', 'tag', 'minDuration', 'maxDuration'];

/**
 * The search of a link made by Jaeger's UI; null for an address in Clew's own words, which has `q` or
 * none of the fields of Jaeger's form. As in Jaeger, the moments in the link count, and its lookback
 * only where there are none.
 */
export function readJaegerLink(parameters: URLSearchParams): JaegerLink | null {
  if (parameters.has('q') || !ONLY_JAEGERS.some((name) => parameters.has(name))) {
    return null;
  }
  const service = parameters.get('service') ?? '';
  const operation = parameters.get('operation') ?? '';
  return {
    fields: {
      ...NO_FIELDS,
      service: service === '-' ? '' : service,
      operation: operation === 'all' ? '' : operation,
      tags: tagsOf(parameters),
      minDuration: parameters.get('minDuration') ?? '',
      maxDuration: parameters.get('maxDuration') ?? '',
    },
    range: readRange(parameters) ?? LAST_HOUR,
    limit: readLimit(parameters.get('limit')),
  };
}

/** `tags` as a JSON object and `tag` as `key:value`, both as logfmt; `tags` that is not JSON stays as it is. */
function tagsOf(parameters: URLSearchParams): string {
  const pairs: string[] = [];
  const json = parameters.get('tags') ?? '';
  const object = objectOf(json);
  if (object === null) {
    pairs.push(json.trim());
  } else {
    for (const [key, value] of Object.entries(object)) {
      pairs.push(logfmt(key, typeof value === 'string' ? value : JSON.stringify(value)));
    }
  }
  for (const tag of parameters.getAll('tag')) {
    const colon = tag.indexOf(':');
    pairs.push(colon < 0 ? tag : logfmt(tag.slice(0, colon), tag.slice(colon + 1)));
  }
  return pairs.filter((pair) => pair !== '').join(' ');
}

function objectOf(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function logfmt(key: string, value: string): string {
  return `${quoted(key)}=${quoted(value)}`;
}

function quoted(text: string): string {
  return /^[^\s="\\\u0000-\u001f]+$/.test(text) ? text : JSON.stringify(text);
}
