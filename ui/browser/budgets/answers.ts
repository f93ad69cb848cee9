import { get } from 'node:http';
import { spanId } from '../traces/span';
import { type Figure, median } from './figures';

const REPEATS = 7;

/** How many spans the largest trace has. */
const MILLION = 1_000_000;

/** A client on another machine, as a proxy on this one would say it; from a range that is nobody's (RFC 5737). */
const ELSEWHERE = { 'x-forwarded-for': '192.0.2.1' };

interface Answer {
  readonly millis: number;
  readonly megabytes: number;
}

/**
 * What the page asks the server for, without the page: whole answers over loopback, each a median.
 *
 * @param large id of a trace of 100,000 spans
 * @param largest id of a trace of a million
 */
export async function answers(root: string, large: string, largest: string): Promise<Figure[]> {
  const api = `${root}/api/clew/v1`;
  const columns = `${api}/traces/${large}/columns`;
  const json = await asked(`${root}/api/traces/${large}`);
  const figures = [figure("Jaeger's JSON of 100,000 spans", json)];
  const add = async (name: string, address: string, budget?: number, headers?: Record<string, string>) => {
    const answer = await asked(address, headers);
    const share = `${(json.millis / answer.millis).toFixed(1)} times as fast as Jaeger's JSON of 100,000`;
    figures.push(figure(name, answer, budget, share));
  };
  await add('columns of 100,000 spans', columns, 120);
  for (const coding of ['zstd', 'gzip']) {
    await add(`columns of 100,000 spans for elsewhere, ${coding}`, columns, undefined, {
      ...ELSEWHERE,
      'accept-encoding': coding,
    });
  }
  const million = `${api}/traces/${largest}`;
  await add('columns of 1,000,000 spans', `${million}/columns`);
  await add('columns of 1,000,000 spans for elsewhere, gzip', `${million}/columns`, undefined, {
    ...ELSEWHERE,
    'accept-encoding': 'gzip',
  });
  await add('one span of 1,000,000', `${million}/spans/${spanId(MILLION / 2)}`, 100);
  await add('a word in 1,000,000 spans', `${million}/search?text=ledger`, 2_000);
  await add('a word that is nowhere in 1,000,000 spans', `${million}/search?text=no-such-word`, 2_000);
  const failed = encodeURIComponent('{ status = error }');
  await add('failed spans of 1,000,000 by TraceQL', `${million}/search?q=${failed}`, 2_000);
  await add(
    'heat map of all traces',
    `${api}/search/heatmap?q=${encodeURIComponent('{}')}&columns=120&rows=40`,
  );
  return figures;
}

function figure(name: string, { millis, megabytes }: Answer, budget?: number, share?: string): Figure {
  const size = megabytes < 0.01 ? `${(megabytes * 1e6).toFixed(0)} bytes` : `${megabytes.toPrecision(3)} MB`;
  return { name, value: millis, unit: 'ms', budget, note: share ? `${size}, ${share}` : size };
}

async function asked(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    bytes = await received(address, headers);
    times.push(performance.now() - start);
  }
  return { millis: median(times), megabytes: bytes / 1e6 };
}

/** The bytes of an answer's body as they came, compressed or not. */
function received(address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(bytes)
          : reject(new Error(`${address} answered ${answer.statusCode}`)),
      );
    }).on('error', reject);
  });
}
