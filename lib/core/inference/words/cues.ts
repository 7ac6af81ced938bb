/** Words that say that something is not there: `without a reviewer`, `nobody reviews`, `unassigned`. */
export const ABSENT =
  /\b(no|not|nobody|no one|none|nothing|never|without|missing|misses|empty|unset|null|blank|lack\w*|un(?!til|der|it|ion|ique|less|iv)\w{4,})\b|n['’]t\b/i;

/** Words that leave something out: `all but the closed ones`, `skip drafts`, `except`. */
export const EXCLUDED =
  /\b(not|no|none|nothing|except\w*|other than|without|unless|exclud\w+|apart from|aside from|leave out|leaving out|skip\w*|ignor\w+|but|outside|missing|lack\w*|neither|nor|(everything|everyone|anything|all) else|all (the )?(others?|remaining)|the rest|otherwise)\b|n['’]t\b/i;

/** Words that say that something is there. */
export const PRESENT =
  /\b(any|some|ha(s|ve) an?|with an?|is set|non-?empty|assigned|filled|present|at least one|already)\b/i;
