import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile } from './lockfile/complete-lockfile.ts';
import { root } from './root.ts';

// `npm run lock:complete`, after every `npm install`.
const file = join(root, 'package-lock.json');
const { text, added } = completeLockfile(readFileSync(file, 'utf8'));
if (added.length > 0) writeFileSync(file, text);
console.log(added.length === 0 ? 'The lock is complete.' : `Added: ${added.join(', ')}`);
