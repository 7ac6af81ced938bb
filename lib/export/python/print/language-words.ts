import type { LanguageWords } from '../../print/print-readme.ts';
import { PYTHON_RULES } from '../language-rules.ts';

export const PYTHON_WORDS: LanguageWords = {
  spell: PYTHON_RULES.spell,
  command: (use, ...words) => ['python main.py', use, ...words].join(' '),
  run: `python3 -m venv .venv && . .venv/bin/activate      # Python 3.11 or newer
pip install --require-hashes -r requirements.txt
python -m unittest discover -s tests -t .          # replays what was recorded, offline; needs no package
cp .env.example .env       # fill it in, and then: set -a; . ./.env; set +a
python main.py plan        # reads, and shows what would change; sends nothing
python main.py apply       # asks before each change; "python main.py apply --yes" does not ask
python main.py effects     # what became of every change`,
  file: (name) => `${name}.py`,
  tests: 'tests',
};
