/** One thing that was measured. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB' | '%' | '×';
  /** What the value should be below; undefined for a figure that is there to compare with. */
  readonly budget?: number;
  /** What it was made of, or how. */
  readonly note?: string;
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, budget, note }) => [
    name,
    `${digits(value)} ${unit}`,
    budget === undefined ? '' : `< ${budget} ${unit}`,
    budget === undefined ? '' : value < budget ? 'holds' : '**over**',
    note ?? '',
  ]);
  const lines = [['What', 'Measured', 'Budget', '', 'How'], ['---', '---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

/** @param ascending at least one value */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))];
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
