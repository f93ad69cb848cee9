import { useMemo } from 'preact/hooks';
import { type Fields, type Values, read, write } from './fields';
import { addressOf, go, place, type Step, usePlace } from './place';

/**
 * The fields of `?…`, kept current, and what changes some of them. The change keeps the other parameters, and
 * drops the view unless told otherwise: another question is looked at afresh.
 *
 * ```ts
 * const SEARCH = { service: text(), limit: integer(20, 1, 1500), tag: texts() };
 * const [search, setSearch] = useQueryFields(SEARCH);
 * setSearch({ limit: 50 });             // a step for Back
 * setSearch({ limit: 50 }, 'replace');  // an adjustment
 * ```
 */
export function useQueryFields<F extends Fields>(fields: F): [Values<F>, SetQuery<F>] {
  const asked = usePlace(({ query }) => query.toString());
  const values = useMemo(() => read(fields, new URLSearchParams(asked)), [asked]);
  return [values, setterOf(fields)];
}

/** Changes some fields of the query. */
export type SetQuery<F> = (values: Partial<Values<F>>, step?: Step, keepView?: boolean) => void;

function setterOf<F extends Fields>(fields: F): SetQuery<F> {
  return (values, step = 'push', keepView = false) => {
    const { path, query, view } = place();
    go(addressOf(path, write(fields, values, query), keepView ? view : undefined), step);
  };
}
