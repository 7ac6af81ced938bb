export interface WebAddress {
  readonly href: string;
  /** The address in three parts, as it will be opened; the host in punycode, so that look-alikes show. */
  readonly before: string;
  readonly host: string;
  readonly after: string;
}

/** Only what a browser may open at a stranger's word: https, or http on this machine; no credentials in it. */
export function webAddress(text: string): WebAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return null;
  if (url.username !== '' || url.password !== '') return null;
  return {
    href: url.href,
    before: `${url.protocol}//`,
    host: url.host,
    after: `${url.pathname}${url.search}${url.hash}`,
  };
}
