import { useState } from 'preact/hooks';
import { isZone } from '../format';
import { useCommands } from '../keys';
import { Dialog, Icon, Menu } from '../parts';
import { useZone, zoneSetting } from '../settings';

/** The header's choice of the zone that times are shown in. */
export function ZoneMenu() {
  const zone = useZone();
  const [choosing, setChoosing] = useState(false);
  const own = zone !== 'local' && zone !== 'UTC';
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  useCommands([
    { label: 'Show times of this machine', run: () => zoneSetting.set('local'), words: 'zone local' },
    { label: 'Show times in UTC', run: () => zoneSetting.set('UTC'), words: 'zone' },
    { label: 'Show times in another zone…', run: () => setChoosing(true), words: 'zone' },
  ]);
  return (
    <>
      <Menu
        label={`Time zone: ${zone === 'local' ? 'local time' : zone}`}
        class="quiet"
        items={[
          {
            label: 'Local time',
            hint: here,
            checked: zone === 'local',
            onChoose: () => zoneSetting.set('local'),
          },
          { label: 'UTC', checked: zone === 'UTC', onChoose: () => zoneSetting.set('UTC') },
          { label: own ? zone : 'Another zone…', checked: own, onChoose: () => setChoosing(true) },
        ]}
      >
        <Icon name="time" />
        <span class="wide-only">{zone === 'local' ? 'Local' : zone}</span>
      </Menu>
      {choosing && <ZoneDialog onClose={() => setChoosing(false)} />}
    </>
  );
}

function ZoneDialog({ onClose }: { onClose: () => void }) {
  const zone = useZone();
  const [text, setText] = useState(zone === 'local' ? '' : zone);
  const known = text !== '' && isZone(text);
  return (
    <Dialog title="Time zone" onClose={onClose}>
      <form
        class="dialog-content zone-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (known) {
            zoneSetting.set(text);
            onClose();
          }
        }}
      >
        <label for="zone">A zone of the IANA database, such as Europe/Athens or Asia/Kolkata</label>
        <div>
          <input
            id="zone"
            list="zones"
            value={text}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={text !== '' && !known}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="primary" disabled={!known}>
            Use it
          </button>
        </div>
        <datalist id="zones">
          {Intl.supportedValuesOf('timeZone').map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </form>
    </Dialog>
  );
}
