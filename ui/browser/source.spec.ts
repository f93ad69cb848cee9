import { ServerSource } from '../src/source/ServerSource';
import { spansOf } from '../src/source/otlp';
import { kitTrace, sourceChecks } from '../src/testing/sourceKit';
import { expect, test } from './fixtures';

// The contract that files are held to beside the code (src/source/file/FileSource.test.ts), held to by a Clew that runs.
for (const seed of [1, 2, 3, 4]) {
  const traces = kitTrace(seed, 30 * seed, 'full');
  for (const { name, run } of sourceChecks(traces)) {
    test(`a trace of the server: ${name} (seed ${seed})`, async ({ clew }) => {
      // Sent again for every check: the same spans are not kept twice.
      const sent = await fetch(clew.otlp + '/v1/traces', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(traces),
      });
      expect({ status: sent.status, body: await sent.json() }).toEqual({ status: 200, body: {} });
      const [{ traceId }] = spansOf(traces);
      const source = new ServerSource(clew.page + '/api/clew/v1/', traceId);
      await run(source, (actual, expected, what) => expect(actual, what).toEqual(expected));
    });
  }
}
