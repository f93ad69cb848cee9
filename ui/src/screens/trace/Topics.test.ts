import { expect, it } from 'vitest';
import { Topics } from './Topics';

it('tells listeners until they are ended, or their signal is', () => {
  const topics = new Topics<'near' | 'far'>();
  const heard: string[] = [];
  const ending = new AbortController();
  const end = topics.on(['near'], () => heard.push('ended'));
  topics.on(['near', 'far'], () => heard.push('signalled'), ending.signal);
  topics.tell('near');
  topics.tell('far');
  expect(heard).toEqual(['ended', 'signalled', 'signalled']);
  end();
  topics.tell('near');
  expect(heard).toHaveLength(4);
  ending.abort();
  topics.tell('near');
  topics.tell('far');
  expect(heard).toHaveLength(4);
});
