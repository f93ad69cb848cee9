import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf, go } from '../url';

let opened: File | undefined;
const listeners = new Set<() => void>();

/** Opens a trace from a file: keeps it for {@link useOpenedFile} and goes to the screen that shows it. */
export function openFile(file: File): void {
  opened = file;
  go(addressOf('/file'));
  listeners.forEach((listener) => listener());
}

/** The file that was dropped or chosen last; undefined after the page was loaded anew, as files are not kept. */
export function useOpenedFile(): File | undefined {
  const [file, setFile] = useState(opened);
  useEffect(() => {
    const update = () => setFile(opened);
    update();
    listeners.add(update);
    return () => {
      listeners.delete(update);
    };
  }, []);
  return file;
}

/** Asks for a file by the browser's own dialog. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.json.gz,.gz,.jsonl,.ndjson,.pb,.binpb';
  input.addEventListener('change', () => input.files?.[0] && openFile(input.files[0]));
  input.click();
}

/** Takes files that are dropped anywhere on the page, and says so while one hovers. */
export function FileDrop() {
  const [hovering, setHovering] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const handlers: Record<string, (event: DragEvent) => void> = {
      // Every element that the file passes over tells of it; the page is left when all of them are.
      dragenter: () => setHovering(++depth.current > 0),
      dragleave: () => setHovering(--depth.current > 0),
      dragover: () => undefined,
      drop: (event) => {
        depth.current = 0;
        setHovering(false);
        const file = event.dataTransfer?.files[0];
        if (file) {
          openFile(file);
        }
      },
    };
    const handle = (event: Event) => {
      if (hasFiles(event as DragEvent)) {
        event.preventDefault();
        handlers[event.type](event as DragEvent);
      }
    };
    const types = Object.keys(handlers);
    types.forEach((type) => document.addEventListener(type, handle));
    return () => types.forEach((type) => document.removeEventListener(type, handle));
  }, []);
  return hovering ? (
    <div class="file-drop">Drop a trace: Jaeger, Zipkin or OTLP JSON. It stays in this browser.</div>
  ) : null;
}
