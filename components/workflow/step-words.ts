const ARTICLE: Readonly<Record<string, 'a' | 'the'>> = {
  create: 'a',
  add: 'a',
  post: 'a',
  send: 'a',
  open: 'a',
  get: 'the',
  read: 'the',
  update: 'the',
  delete: 'the',
  close: 'the',
  edit: 'the',
  fetch: 'the',
};

/** `create_issue` as `Create an issue`, `listPullRequests` as `List pull requests`. */
export function toolPhrase(tool: string): string {
  if (tool === 'resources/read') return 'Read the resource';
  if (tool === 'prompts/get') return 'Get the prompt';
  const parts = tool
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => (/^[A-Z]+$/.test(part) ? part : part.toLowerCase()));
  const [verb = tool, ...nouns] = parts;
  const noun = nouns.join(' ');
  const article = ARTICLE[verb];
  const plural = /[^s]s$/.test(noun);
  const glue =
    !article || noun === '' || plural ? '' : article === 'the' ? 'the ' : /^[aeiou]/.test(noun) ? 'an ' : 'a ';
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${glue}${noun}`.trim();
}

const ARGUMENT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(title|name|summary|subject)$/i, 'titled'],
  [/^(body|description|text|message|content|comment)$/i, 'saying'],
  [/^(q|query|search|phrase)$/i, 'matching'],
  [/^(to|recipient|recipients)$/i, 'to'],
  [/^(assignee|assignees)$/i, 'assigned to'],
  [/^(labels?|tags?)$/i, 'labelled'],
  [/^(path|file|uri|url)$/i, 'at'],
  [/^(repo|repository|project|projectKey|project_key|board|channel|folder|workspace|list|database|org|owner)$/i, 'in'],
];

/**
 * The words that join arguments to their sentence, by name: `in`, `titled`, `saying`. An argument for which no word fits,
 * or whose word another one has, goes by its own name.
 */
export function argumentWords(names: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const name of names) {
    const word = ARGUMENT_WORDS.find(([pattern]) => pattern.test(name))?.[1];
    words.set(name, word === undefined || [...words.values()].includes(word) ? name : word);
  }
  return words;
}
