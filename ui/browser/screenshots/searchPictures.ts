import { join } from 'node:path';
import type { Photographer } from './Photographer';
import { HOUR, NOON } from './shopHour';

/** Takes the pictures of the search screen. */
export async function searchPictures(
  photographer: Photographer,
  root: string,
  folder: string,
): Promise<void> {
  const range = `start=${NOON}&end=${NOON + HOUR}`;
  const query = encodeURIComponent('{ resource.service.name = "gateway" }');
  const address = `${root}/search?q=${query}&${range}&limit=100`;
  const at = (name: string) => join(folder, name);
  await photographer.take(at('search-dark.png'), {}, (page) => page.goto(address));
  await photographer.take(at('search-light.png'), { theme: 'light' }, (page) => page.goto(address));
  await photographer.take(at('search-phone.png'), { phone: true }, (page) => page.goto(address));
}
