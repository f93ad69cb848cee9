import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { ClewProcess } from '../ClewProcess';
import { needleTrace, shopTrace } from '../traces/shapes';
import { send } from '../traces/send';
import type { Trace } from '../traces/span';
import { launch } from '../chromium';
import { answers } from './answers';
import { type Figure, table } from './figures';
import { firstFrames, jaegerJson } from './firstFrame';
import { firstLoad } from './firstLoad';
import { memory } from './memory';
import { motion } from './motion';

const HUNDRED_THOUSAND = 100_000;
const MILLION = 1_000_000;

/**
 * Measures what the page promises (see benchmarks/README.md) on a Clew of its own and Debian's Chromium: prints a table,
 * and writes the same as JSON into the file that is named, if one is.
 */
async function main(jsonFile: string | undefined): Promise<void> {
  const clew = await ClewProcess.start();
  const browser = await launch();
  try {
    const start = BigInt(Date.now() - 3_600_000) * 1_000_000n;
    const large = shopTrace(1, start, HUNDRED_THOUSAND, { errorsOneIn: 2_000 });
    const largest = needleTrace(2, start, MILLION, MILLION / 2);
    await send(clew.otlp, large, largest);
    await clew.flush();
    const address = ({ id }: Trace) => `${clew.page}/trace/${id}`;
    const figures: Figure[] = [
      ...(await firstFrames(browser, address(large), HUNDRED_THOUSAND, 500)),
      ...(await firstFrames(browser, address(largest), MILLION, 2_500)),
      ...(await jaegerJson(browser, clew.page, large.id, HUNDRED_THOUSAND)),
      ...(await answers(clew.page, large.id, largest.id)),
      ...(await motion(browser, address(largest), MILLION)),
      ...(await memory(address(largest), MILLION)),
      ...(await firstLoad(browser, `http://clew.test:${clew.port}`, {
        'the search screen': '/search',
        'a trace': `/trace/${large.id}`,
      })),
    ];
    const load = loadavg()[0].toFixed(1);
    console.log(`${browser.version()} on ${process.arch}, load average ${load}\n\n${table(figures)}`);
    if (jsonFile) {
      await writeFile(
        jsonFile,
        JSON.stringify({ chromium: browser.version(), load, figures }, null, 2) + '\n',
      );
    }
  } finally {
    await browser.close();
    await clew.stop();
  }
}

await main(process.argv[2]);
