const SAMPLED = 0x01;
const RANDOM_TRACE_ID = 0x02;
const KNOWS_REMOTE = 0x100;
const REMOTE = 0x200;

/**
 * OTLP's span flags in words; empty where none is set.
 *
 * @see https://www.w3.org/TR/trace-context-2/#trace-flags
 */
export function flagWords(flags: number): string {
  const words = [
    flags & SAMPLED && 'sampled',
    flags & RANDOM_TRACE_ID && 'random trace id',
    flags & KNOWS_REMOTE && (flags & REMOTE ? 'remote parent' : 'local parent'),
  ].filter(Boolean);
  const known = SAMPLED | RANDOM_TRACE_ID | KNOWS_REMOTE | REMOTE;
  const others = (flags & ~known) >>> 0;
  return [...words, ...(others === 0 ? [] : [`0x${others.toString(16)}`])].join(', ');
}
