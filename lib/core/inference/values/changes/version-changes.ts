import { nextVersion } from '../../../functions/version.ts';
import { callOf, onText } from './change-expr.ts';
import type { Change } from './changes.ts';

/** The version after one that is there: "a draft of the next minor version". */
export const VERSION_CHANGES: readonly Change[] = ['patch', 'minor', 'major'].map((part) => ({
  name: `next ${part} version`,
  cost: 3,
  apply: onText((text) => nextVersion(text, part)),
  expr: callOf('nextVersion', part),
}));
