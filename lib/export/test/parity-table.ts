import { type ParityCase, STEP_CASES } from './parity-cases.ts';
import { FUNCTION_CASES } from './parity-functions.ts';
import { FUZZ_CASES } from './parity-fuzz.ts';
import { LOOK_CASES } from './parity-looks.ts';
import { WAIT_CASES } from './parity-waits.ts';

/** Every workflow for which interpreter and printed program are compared. */
export const PARITY_CASES: readonly ParityCase[] = [
  ...STEP_CASES,
  ...WAIT_CASES,
  ...LOOK_CASES,
  ...FUNCTION_CASES,
  ...FUZZ_CASES,
];
