/**
 * True where JSON text nests arrays and objects deeper than `limit`. Walks that recurse over such a value would overflow
 * the stack, so a message like that is refused before anybody walks it.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  if (text.length < limit * 2 || !hasMoreOpeners(text, limit)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return false;
}

/** A cheap first look: most messages do not even have so many brackets, inside of strings and out. */
function hasMoreOpeners(text: string, limit: number): boolean {
  let count = 0;
  for (const opener of ['{', '[']) {
    for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  }
  return false;
}
