/** Signs for what breaks lines, in nearly every font; pictures of control characters are in few. */
const SIGNS: { readonly [char: string]: string } = { '\n': '↵', '\r': '⏎', '\t': '⇥' };

/**
 * Text from a span made safe to read: lines and tabs are signs (`↵`), other control characters and those that turn or
 * hide their neighbours are named (`⟨U+202E⟩`), and of text without anything to see its spaces are shown (`␣`). Show it
 * in an element with `dir="auto"`.
 */
export function visible(text: string): string {
  if (text !== '' && text.trim() === '') {
    return text.replace(/[^\n\r\t]/gu, '␣').replace(/[\n\r\t]/g, (char) => SIGNS[char]);
  }
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]/gu,
    (char) => SIGNS[char] ?? `⟨U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
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
