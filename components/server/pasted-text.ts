const KEY = 'tracewright.pasted-servers';

/**
 * Takes a text from one page to the dialog that adds servers. It travels in this tab's storage and never in an address,
 * because configurations often hold secrets.
 */
export function rememberPasted(text: string): void {
  sessionStorage.setItem(KEY, text);
}

/** The text, once; empty where there is none. */
export function takePasted(): string {
  const text = sessionStorage.getItem(KEY) ?? '';
  sessionStorage.removeItem(KEY);
  return text;
}
