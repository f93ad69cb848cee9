import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Photographer } from './Photographer';

/** Which error of the trace the details are of; the first ones are one of a hundred queries. */
const SHOWN_ERROR = 7;

/** Takes the pictures of the trace screen. */
export async function tracePictures(
  photographer: Photographer,
  address: string,
  folder: string,
): Promise<void> {
  const open = (page: Page) => page.goto(address);
  const details = async (page: Page) => {
    await open(page);
    await page.getByRole('treegrid', { name: 'Spans' }).focus();
    for (let error = 0; error < SHOWN_ERROR; error++) {
      await page.keyboard.press('e');
    }
    await page.keyboard.press('Enter');
  };
  const at = (name: string) => join(folder, name);
  await photographer.take(at('trace-dark.png'), {}, details);
  await photographer.take(at('trace-light.png'), { theme: 'light' }, details);
  await photographer.take(at('trace-phone.png'), { phone: true }, open);
}
