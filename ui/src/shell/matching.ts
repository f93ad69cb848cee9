interface Findable {
  readonly label: string;
  readonly words?: string;
}

/**
 * The entries that have every word of a text in them, in their label or further words; best first: those whose label
 * begins with it, then those where each word begins one, then the others. An empty text finds all, in their order.
 */
export function bestFirst<T extends Findable>(entries: readonly T[], text: string): T[] {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ label, words = '' }: T): number => {
    const all = `${label} ${words}`.toLowerCase();
    if (!sought.every((word) => all.includes(word))) {
      return -1;
    }
    if (all.startsWith(sought.join(' '))) {
      return 2;
    }
    const starts = all.split(/[^\p{L}\p{N}]+/u);
    return sought.every((word) => starts.some((start) => start.startsWith(word))) ? 1 : 0;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}
