import type {
  AttributeKey,
  FormFields,
  HeatMapAnswer,
  Operation,
  ParseAnswer,
  SearchAnswer,
  Status,
  TypedValue,
} from './answers';
import { getJson } from './call';

/** A stretch of time in nanoseconds since 1970; a missing end is open. */
export interface TimeBounds {
  readonly start?: bigint;
  readonly end?: bigint;
}

export interface SearchQuestion extends TimeBounds {
  /** TraceQL; every span matches where it is empty. */
  readonly q: string;
  readonly limit: number;
  /** Newest first, or longest first over all matches. */
  readonly order?: 'start' | 'duration';
  /** Most matching spans shown of a trace. */
  readonly spss?: number;
}

/** The traces with a span that matches. */
export function search(question: SearchQuestion, signal?: AbortSignal): Promise<SearchAnswer> {
  return getJson('search', { ...question }, signal);
}

/** All traces that match, counted by start and duration in at most so many columns and rows. */
export function heatMap(
  question: TimeBounds & { readonly q: string; readonly columns: number; readonly rows: number },
  signal?: AbortSignal,
): Promise<HeatMapAnswer> {
  return getJson('search/heatmap', { ...question }, signal);
}

/** What a TraceQL query means. A query that is wrong is an answer too, not an error. */
export function parseQuery(q: string, signal?: AbortSignal): Promise<ParseAnswer> {
  return getJson('traceql/parse', { q }, signal);
}

/** The query that a form means. A field that is wrong is an answer too, not an error. */
export function parseForm(form: FormFields, signal?: AbortSignal): Promise<ParseAnswer> {
  return getJson('traceql/parse', { ...form }, signal);
}

/** The names of all services, sorted. */
export async function services(bounds: TimeBounds, signal?: AbortSignal): Promise<readonly string[]> {
  return (await getJson<{ services: string[] }>('services', { ...bounds }, signal)).services;
}

/** The names and kinds of a service's spans, sorted; of all services where none is named. */
export async function operations(
  question: TimeBounds & { readonly service?: string },
  signal?: AbortSignal,
): Promise<readonly Operation[]> {
  return (await getJson<{ operations: Operation[] }>('operations', { ...question }, signal)).operations;
}

/** The keys of attributes, sorted by scope and key. */
export async function keys(
  question: TimeBounds & { readonly q?: string; readonly limit?: number },
  signal?: AbortSignal,
): Promise<readonly AttributeKey[]> {
  return (await getJson<{ keys: AttributeKey[] }>('keys', { ...question }, signal)).keys;
}

/** The values of an attribute or intrinsic, named as TraceQL has it. */
export async function values(
  question: TimeBounds & { readonly name: string; readonly q?: string; readonly limit?: number },
  signal?: AbortSignal,
): Promise<readonly TypedValue[]> {
  return (await getJson<{ values: TypedValue[] }>('values', { ...question }, signal)).values;
}

/** How the store is doing; answers while it opens too. */
export function status(signal?: AbortSignal): Promise<Status> {
  return getJson('status', {}, signal);
}
