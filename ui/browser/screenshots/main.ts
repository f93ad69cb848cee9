import { resolve } from 'node:path';
import { launch } from '../chromium';
import { ClewProcess } from '../ClewProcess';
import { sendLines } from './otlpLines';
import { Photographer } from './Photographer';
import { searchPictures } from './searchPictures';
import { tracePictures } from './tracePictures';
import { sendShopHour } from './shopHour';

/** What npm runs, it runs in the folder `ui`. */
const IMAGES = resolve('../docs/images');

/** Takes the pictures that the command line asks for (see tools/screenshots) and ends what it started. */
async function main([source, file, picture]: readonly string[]): Promise<void> {
  if (source !== undefined && (!['--otlp', '--file'].includes(source) || !picture)) {
    throw new Error('usage: screenshots [--otlp FILE PICTURE.png | --file FILE PICTURE.png]');
  }
  const clew = await ClewProcess.start();
  const browser = await launch();
  try {
    const photographer = new Photographer(browser);
    if (source === undefined) {
      const shown = await sendShopHour(clew.otlp);
      await searchPictures(photographer, clew.page, IMAGES);
      await tracePictures(photographer, `${clew.page}/trace/${shown}`, IMAGES);
    } else if (source === '--otlp') {
      const largest = await sendLines(clew.otlp, file);
      console.log(`${largest.traceId}: ${largest.spans} spans sent`);
      await photographer.take(picture, {}, (page) => page.goto(`${clew.page}/trace/${largest.traceId}`));
    } else {
      await photographer.take(picture, {}, async (page) => {
        await page.goto(clew.page + '/file');
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: 'Choose a file' }).click();
        await (await chooser).setFiles(file);
      });
    }
  } finally {
    await browser.close();
    await clew.stop();
  }
}

await main(process.argv.slice(2));
