/** One named value of an address: how it is read from its parameter's values, and written back. */
export interface Field<T> {
  /** From all values of the parameter, none where it is missing. Never throws: what cannot be read is the fallback. */
  parse(values: readonly string[]): T;
  /** None for the fallback, so that addresses say only what differs from it. */
  format(value: T): readonly string[];
}

/** What a set of fields reads from an address. */
export type Values<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A set of fields by parameter name. */
export type Fields = { readonly [name: string]: Field<any> };

/** Free text; missing and empty are one. */
export function text(fallback = ''): Field<string> {
  return {
    parse: ([first]) => first || fallback,
    format: (value) => (value === fallback ? [] : [value]),
  };
}

/** A whole number within bounds, both included. */
export function integer(fallback: number, min: number, max: number): Field<number> {
  return {
    parse: ([first]) => {
      const value = /^-?\d{1,15}$/.test(first ?? '') ? Number(first) : NaN;
      return value >= min && value <= max ? value : fallback;
    },
    format: (value) => (value === fallback ? [] : [String(value)]),
  };
}

/** A 64-bit number, as times and durations in nanoseconds are; undefined where it is missing. */
export function bigInteger(): Field<bigint | undefined> {
  return {
    parse: ([first]) => (/^-?\d{1,19}$/.test(first ?? '') ? BigInt(first) : undefined),
    format: (value) => (value === undefined ? [] : [String(value)]),
  };
}

/** One word of a closed set, the first of which is the fallback. */
export function choice<const C extends readonly string[]>(words: C): Field<C[number]> {
  return {
    parse: ([first]) => (words.includes(first) ? first : words[0]),
    format: (value) => (value === words[0] ? [] : [value]),
  };
}

/** True by `=1` or `=true`. */
export function flag(): Field<boolean> {
  return {
    parse: ([first]) => first === '1' || first === 'true',
    format: (value) => (value ? ['1'] : []),
  };
}

/** A parameter that may be repeated, in order. */
export function texts(): Field<readonly string[]> {
  return { parse: (values) => [...values], format: (value) => value };
}

/** Short words without commas, such as span ids, in one parameter with commas between them. */
export function words(): Field<readonly string[]> {
  return {
    parse: ([first]) => (first ? first.split(',').filter(Boolean) : []),
    format: (value) => (value.length === 0 ? [] : [value.join(',')]),
  };
}

/** Reads all fields. */
export function read<F extends Fields>(fields: F, params: URLSearchParams): Values<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.parse(params.getAll(name))]),
  ) as Values<F>;
}

/**
 * Writes the fields that `values` names into a copy of `params`, where the other parameters stay as they are.
 */
export function write<F extends Fields>(
  fields: F,
  values: Partial<Values<F>>,
  params: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const written = new URLSearchParams(params);
  for (const name of Object.keys(values)) {
    written.delete(name);
    fields[name].format(values[name]).forEach((value: string) => written.append(name, value));
  }
  return written;
}
