import { randomOf } from '../random.ts';
import { branch } from './families/branch.ts';
import type { Family } from './families/common.ts';
import { eachItem } from './families/each-item.ts';
import { getOrCreate } from './families/get-or-create.ts';
import { hops } from './families/hops.ts';
import { listed } from './families/listed.ts';
import { lookUpEach } from './families/look-up-each.ts';
import { missing } from './families/missing.ts';
import { nested } from './families/nested.ts';
import { pages } from './families/pages.ts';
import { pickOne } from './families/pick-one.ts';
import { produced } from './families/produced.ts';
import { report } from './families/report.ts';
import { top } from './families/top.ts';
import type { Job } from './job.ts';

export const FAMILIES: Readonly<Record<string, Family>> = {
  'each item': eachItem,
  'look up each': lookUpEach,
  hops,
  nested,
  report,
  top,
  branch,
  'get or create': getOrCreate,
  pages,
  produced,
  listed,
  'pick one': pickOne,
  missing,
};

/** The job of a seed: always the same one. Neighbouring seeds are of different families. */
export function makeJob(seed: number): Job {
  const names = Object.keys(FAMILIES);
  const family = names[seed % names.length] ?? '';
  const make = FAMILIES[family];
  if (make === undefined) throw new Error(`There is no family "${family}".`);
  return { family, ...make(randomOf(seed)) };
}
