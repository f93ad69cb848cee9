import { SHORTCUTS, type ShortcutGroup, type ShortcutId } from '../keys';
import { Dialog, Keys } from '../parts';

const GROUPS: readonly ShortcutGroup[] = ['Everywhere', 'Search', 'Trace'];

/** Every shortcut there is, as they are declared. */
export function Help({ onClose }: { onClose: () => void }) {
  const all = Object.keys(SHORTCUTS) as ShortcutId[];
  return (
    <Dialog title="Keyboard" onClose={onClose} class="help">
      {/* What scrolls has to be reachable by keyboard. */}
      <div class="dialog-content help-groups" tabIndex={0} role="region" aria-label="Shortcuts">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {all
                .filter((id) => SHORTCUTS[id].group === group)
                .map((id) => (
                  <div class="help-row" key={id}>
                    <dt>{SHORTCUTS[id].description}</dt>
                    <dd>
                      <Keys of={id} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Good to know</h3>
          <p class="soft">
            A trace id, a traceparent or a link to a trace pasted anywhere opens the trace. A file with traces
            (Jaeger, Zipkin or OTLP JSON) can be dropped anywhere; it stays in the browser.
          </p>
        </section>
      </div>
    </Dialog>
  );
}
