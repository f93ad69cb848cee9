import { clip, visible } from '../../format';
import { Icon, Popover } from '../../parts';
import { useSetting, useZone } from '../../settings';
import type { Question } from './question';
import { rangeLabel } from './range/rangeLabel';
import { recentQuestion, recentSearches } from './recent';

/** The searches made last, to make again. */
export function RecentMenu({ onChoose }: { readonly onChoose: (question: Question) => void }) {
  const searches = useSetting(recentSearches);
  const zone = useZone();
  return (
    <Popover
      label="Recent searches"
      class="recent-button"
      trigger={
        <>
          <Icon name="chevronDown" />
          <span class="wide-only">Recent</span>
        </>
      }
    >
      {(close) => (
        <div class="recent">
          {searches.length === 0 ? (
            <p class="soft">Searches that you make are listed here, in this browser alone.</p>
          ) : (
            <>
              <ul>
                {searches.map((search) => {
                  const question = recentQuestion(search);
                  return (
                    <li key={search}>
                      <button
                        type="button"
                        class="quiet"
                        onClick={() => {
                          close();
                          onChoose(question);
                        }}
                      >
                        <code class="clipped">
                          <bdi>{visible(clip(question.query || 'every trace', 200))}</bdi>
                        </code>
                        <span class="faint">
                          {rangeLabel(question.range, zone)}
                          {question.order === 'duration' ? ', longest' : ''}
                        </span>
                      </button>
                    </li>
                  );
                })}
              </ul>
              <button type="button" class="recent-clear" onClick={() => recentSearches.set([])}>
                Forget them
              </button>
            </>
          )}
        </div>
      )}
    </Popover>
  );
}
