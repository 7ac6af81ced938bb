import type { LanguageRules } from '../program/language-rules.ts';
import { BOOLEAN, NUMBER, STRING, unionOf } from '../program/type.ts';
import { findImportedNames } from './imported-names.ts';
import { RESERVED_NAMES } from './reserved-names.ts';

/** How programs are lowered that are printed as TypeScript. */
export const TYPESCRIPT_RULES: LanguageRules = {
  spell: (name) => name,
  reserved: RESERVED_NAMES,
  inSight: findImportedNames,
  inputsAreMembers: false,
  canName: () => true,
  text: unionOf([STRING, NUMBER, BOOLEAN]),
  truthIsNumber: false,
  ordersByCodeUnit: true,
};
