import { describe, expect, it } from 'vitest';
import type { TraceMatch } from '../../../api';
import { FIRST_QUESTION, sortedBy } from '../question';
import { fitting } from './ServiceCounts';
import { sorted } from './sort';
import { shownText } from './words';

const trace = (traceId: string, more: Partial<TraceMatch> = {}): TraceMatch => ({
  traceId,
  rootService: 's',
  rootName: traceId,
  startTimeUnixNano: '1',
  durationNanos: '1',
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
  matched: 1,
  spans: [],
  ...more,
});
const ids = (traces: readonly TraceMatch[]) => traces.map(({ traceId }) => traceId);

describe('the table', () => {
  it('tells moments apart that differ by a nanosecond', () => {
    const traces = [
      trace('a', { startTimeUnixNano: '1674993600000000001' }),
      trace('b', { startTimeUnixNano: '1674993600000000002' }),
    ];
    expect(ids(sorted(traces, 'start', false))).toEqual(['b', 'a']);
    expect(ids(sorted(traces, 'start', true))).toEqual(['a', 'b']);
  });

  it('leaves equal traces as the server had them, and those without a root behind', () => {
    const traces = [trace('z'), trace('?', { rootName: undefined }), trace('a'), trace('m')];
    expect(ids(sorted(traces, 'spans', false))).toEqual(['z', '?', 'a', 'm']);
    expect(ids(sorted(traces, 'name', true))).toEqual(['a', 'm', 'z', '?']);
  });

  it('says which traces it shows', () => {
    expect(shownText(FIRST_QUESTION, 7, false, 7)).toBe('All 7 traces that match');
    expect(shownText(FIRST_QUESTION, 50, true, null)).toBe('Newest 50');
    expect(shownText(FIRST_QUESTION, 50, true, 4483)).toBe('Newest 50 of 4\u2009483 traces');
    const longest = sortedBy(FIRST_QUESTION, 'duration');
    expect(shownText(longest, 50, true, 90)).toBe('Longest 50 of 90 traces');
    expect(shownText(sortedBy(longest, 'errors'), 50, true, 90)).toBe(
      'Longest 50 of 90 traces, these sorted by errors',
    );
  });

  it('names as many services as there is room for, and one at least', () => {
    const services = ['shop', 'cart', 'x'.repeat(5000)].map((name) => ({ name, spans: 1, errors: 0 }));
    expect(fitting(services, 20)).toBe(2);
    expect(fitting(services, 100)).toBe(3);
    expect(fitting(services.slice(2), 5)).toBe(1);
  });
});
