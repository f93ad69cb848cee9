import { parseQuery, type ParseAnswer } from '../../api';

/**
 * `trace:duration` between two bounds at the end of a filter, as an earlier narrowing left it. Since `&&` and `||` bind
 * alike and to the left, what stands last holds for the whole filter.
 */
const BETWEEN = /(?:^|\s*&& )trace:duration >= [0-9.a-zµ]+ && trace:duration <= [0-9.a-zµ]+$/;

/**
 * A query narrowed to traces of certain durations, in nanoseconds and without the upper one. It is put beside the query's
 * filter, in the place of an earlier narrowing and as the search form says it; null where the query is not one filter, such as a structure of several.
 */
export async function narrowedToDurations(
  query: string,
  min: bigint,
  max: bigint,
  parse: (q: string) => Promise<ParseAnswer> = parseQuery,
): Promise<string | null> {
  const now = query.trim() === '' ? { valid: true as const, query: '{ }' } : await parse(query);
  if (!now.valid) {
    return null;
  }
  const candidate = withDurations(now.query, min, max);
  const then = candidate === null ? null : await parse(candidate);
  return then?.valid ? then.query : null;
}

/** The text before it is checked: a filter that is none, such as two with an operator, does not survive the check. */
export function withDurations(canonical: string, min: bigint, max: bigint): string | null {
  const filter = /^\{\s*(.*?)\s*\}$/s.exec(canonical)?.[1];
  if (filter === undefined) {
    return null;
  }
  const rest = filter.replace(BETWEEN, '');
  const between = `trace:duration >= ${min}ns && trace:duration <= ${max - 1n}ns`;
  return rest === '' || rest === 'true' ? `{ ${between} }` : `{ (${rest}) && ${between} }`;
}
