import fc from 'fast-check';
import { anyText } from './texts.ts';

const scheme = fc.constantFrom('http', 'https', 'HTTP', 'ftp', 'file', 'mailto', 'git+ssh', 'ws', 'x', ' https', '1a');

/** Letters beyond ASCII are such that Python's tables and those of UTS 46 agree on. */
const host = fc.oneof(
  fc.constantFrom('a.io', 'EXAMPLE.com', 'bücher.de', 'straße.de', 'user:pw@h.io:8080', 'h:80', 'h:443', 'h:'),
  fc.constantFrom('[::1]:3000', '[2001:DB8:0:0:0::1]', '[::ffff:1.2.3.4]', '[x]', '127.1', '0x7f.1', '1.2.3.256'),
  fc.constantFrom('256', 'h:99999', '', 'xn--bcher-kva.de', 'a b', 'a%20b', 'ａ.io', 'a_b', '-', 'a..b', '%41.io'),
  fc.stringMatching(/^[a-z0-9.-]{1,8}$/),
);

const segment = fc.oneof(
  fc.constantFrom('..', '.', '%2e', '%2E%2e', 'a b', 'C:', 'C|', '%zz', '%e4%bd%a0', '%ff', "o'n", 'x^y', '{}', '~'),
  anyText.map((text) => text.replace(/[?#]/g, '').slice(0, 4)),
);

export const urls = fc
  .tuple(
    scheme,
    fc.constantFrom('://', '://', '://', ':///', ':', ':/', ':\\\\', '//'),
    host,
    fc.array(segment, { maxLength: 4 }).map((segments) => segments.map((text) => `/${text}`).join('')),
    fc.constantFrom('', '?x=a%20b&y', '?a=1&a=2;x=ü', '?', '?x=\'<>"', '?x=a+b%2B'),
    fc.constantFrom('', '#top', '#', '#a b<>`"%20', '#x?y'),
  )
  .map((parts) => parts.join(''))
  // How the two write a last space of a path that is no list of segments differs, and nobody has one.
  .filter((url) => !/^ *(?:mailto|git\+ssh|x):[^?#]* [?#]/.test(url));
