import { useEffect, useRef, useState } from 'preact/hooks';
import { toast } from '../parts';
import { addressOf, go } from '../url';

/** A file that was dropped on the page or chosen. */
export interface ChosenFile {
  readonly file: File;
  /** Tells it from those before it. */
  readonly number: number;
}

let chosen: ChosenFile | undefined;
let number = 0;
const listeners = new Set<() => void>();

/** Opens a file with traces: keeps it for {@link useChosenFile} and goes to the screen that shows it. */
export function openFile(file: File): void {
  chosen = { file, number: ++number };
  go(addressOf('/file'));
  listeners.forEach((listener) => listener());
}

/** The file that was dropped or chosen last; undefined after the page was loaded anew, as files are not kept. */
export function useChosenFile(): ChosenFile | undefined {
  const [file, setFile] = useState(chosen);
  useEffect(() => {
    const update = () => setFile(chosen);
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
  input.accept = '.json,.jsonl,.ndjson,.gz';
  input.addEventListener('change', () => input.files?.[0] && openFile(input.files[0]));
  input.click();
}

/** Takes a file that is dropped anywhere on the page, and says so while one hovers. */
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
        const files = event.dataTransfer?.files;
        if (files?.length) {
          openFile(files[0]);
        }
        if (files && files.length > 1) {
          toast(`Opened the first of ${files.length} files`);
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
    <div class="file-drop">Drop traces: Jaeger, Zipkin or OTLP JSON. They stay in this browser.</div>
  ) : null;
}
