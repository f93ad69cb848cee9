import { useTitle } from '../parts';
import { visible } from '../format';
import { searchAddress } from '../url';

/** What is shown where an address names no screen. */
export function NotFound({ path }: { path: string }) {
  useTitle('Not found');
  return (
    <main>
      <h1>There is nothing here</h1>
      <p class="soft">
        No screen has the address <code dir="auto">{visible(path)}</code>.{' '}
        {path.startsWith('/trace/') && 'A trace id has up to 32 hexadecimal digits. '}
        <a href={searchAddress()}>Go to search</a>
      </p>
    </main>
  );
}
