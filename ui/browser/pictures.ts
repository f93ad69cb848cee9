import { expect, type Page } from '@playwright/test';

/** A picture of the page once fading and drawing have ended: the first that is the same twice. */
export async function picture(page: Page): Promise<Buffer> {
  let last = await page.screenshot();
  await expect(async () => {
    const before = last;
    last = await page.screenshot();
    expect(last.equals(before)).toBe(true);
  }).toPass();
  return last;
}

/**
 * How much two pictures of a page differ: the largest difference of a colour value, 0 to 255; 255 where their sizes
 * differ. Chromium may round the edges of letters and lines by a level or two from one drawing to the next.
 */
export function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const values = async (picture: string) => {
        const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
      };
      const [a, b] = await Promise.all(pictures.map(values));
      return a.length === b.length
        ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
        : 255;
    },
    [one.toString('base64'), other.toString('base64')],
  );
}
