import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, apiAddress, getJson, refusal } from './call';

let server: Server | undefined;

/** Sends what the client asks to a server of the test. */
async function serve(listener: RequestListener): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const real = fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(origin + path, init));
}

afterEach(() => {
  vi.unstubAllGlobals();
  server?.closeAllConnections();
  server?.close();
});

test('parameters are escaped, repeated, and left out where they have no value', () => {
  expect(
    apiAddress('search', {
      q: '{ a = "b&c" }',
      start: 1763726684000000001n,
      tag: ['x', 'y'],
      end: undefined,
      s: '',
    }),
  ).toBe('/api/clew/v1/search?q=%7B+a+%3D+%22b%26c%22+%7D&start=1763726684000000001&tag=x&tag=y');
});

test('an answer is parsed', async () => {
  await serve((request, response) => response.end(JSON.stringify({ path: request.url })));
  expect(await getJson('status', { a: 1 })).toEqual({ path: '/api/clew/v1/status?a=1' });
});

test('an error of the API is a sentence with its place and what to do', async () => {
  await serve((_, response) => {
    response.statusCode = 400;
    response.end('{"error":{"status":400,"message":"unexpected \'}\'","offset":7,"length":1}}');
  });
  const error = await getJson<never>('search', {}).catch((failure) => failure as ApiError);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 400, message: "Unexpected '}'.", place: { offset: 7, length: 1 } });
  expect(error.advice).toMatch(/Correct the query/);
  expect(error.passing).toBe(false);
});

test('an error page of a proxy leaves the status', () => {
  expect(refusal(502, '<html>Bad Gateway</html>')).toMatchObject({
    message: 'The server answered with status 502.',
    passing: true,
  });
});

test('an answer that is not JSON is told from one that never came', async () => {
  await serve((_, response) => response.end('<html>'));
  await expect(getJson('status', {})).rejects.toMatchObject({
    status: 200,
    message: 'The answer is not JSON.',
  });
});

test('no answer at all says so', async () => {
  await serve((request) => request.socket.destroy());
  await expect(getJson('status', {})).rejects.toMatchObject({ status: 0, message: 'Clew does not answer.' });
});

test('an abort stays an abort', async () => {
  const abort = new AbortController();
  await serve(() => abort.abort());
  await expect(getJson('status', {}, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
