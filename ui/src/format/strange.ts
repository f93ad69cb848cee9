const PICTURES = 0x2400;

/**
 * Text from a span made safe to read: control characters are shown as their pictures (`␀`, `␊`), and characters that
 * turn or hide their neighbours are named (`⟨U+202E⟩`). Show it in an element with `dir="auto"`.
 */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]/gu,
    (char) => {
      const code = char.codePointAt(0)!;
      if (code < 0x20) {
        return String.fromCharCode(PICTURES + code);
      }
      return code === 0x7f ? '␡' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    },
  );
}

/** The first characters of a text, with `…` where it goes on; never half of a surrogate pair. */
export function clip(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end) + '…';
}
