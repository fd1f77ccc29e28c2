/** How deep lists and objects of a body may be in each other: what is documented needs half of it. */
export const MAX_DEPTH = 8;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Whether JSON holds lists and objects in each other deeper than the limit; found without building any of them. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (isQuoted && code === BACKSLASH) {
      place++;
    } else if (code === QUOTE) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && OPENING.has(code)) {
      depth++;
    } else if (!isQuoted && CLOSING.has(code)) {
      depth--;
    }
    if (depth > MAX_DEPTH) {
      return true;
    }
  }
  return false;
}
