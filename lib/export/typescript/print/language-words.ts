import type { LanguageWords } from '../../print/print-readme.ts';
import { TYPESCRIPT_RULES } from '../language-rules.ts';

export const TYPESCRIPT_WORDS: LanguageWords = {
  spell: TYPESCRIPT_RULES.spell,
  command: (use, ...words) => `npm run ${use}${words.length === 0 ? '' : ` -- ${words.join(' ')}`}`,
  run: `npm ci                   # brings its own Node 24
npm test                 # type-checks, and replays what was recorded against a mock server, offline
cp .env.example .env     # fill it in
npm run plan             # reads, and shows what would change; sends nothing
npm run apply            # asks before each change; "npm run apply -- --yes" does not ask
npm run effects          # what became of every change`,
  file: (name) => `${name}.ts`,
  tests: 'test',
};
