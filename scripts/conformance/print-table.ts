import type { OutOfReach } from './out-of-reach.ts';
import { fails, type ScenarioResult } from './run-suite.ts';

export interface Section {
  readonly title: string;
  readonly results: readonly ScenarioResult[];
  readonly outOfReach: OutOfReach;
}

const INDENT = ' '.repeat(16);

/** Prints what passed and what did not; true where everything within reach passed, and nothing else did. */
export function printTable(sections: readonly Section[]): boolean {
  return sections.map(printSection).every(Boolean);
}

function printSection({ title, results, outOfReach }: Section): boolean {
  const scored = results.filter(({ scenario }) => outOfReach[scenario] === undefined);
  const rest = results.length - scored.length;
  const passed = scored.filter((result) => !fails(result));
  const beyond = rest === 0 ? '' : `, ${rest} out of reach`;
  console.log(`\n${title}: ${passed.length} of ${scored.length} scenarios pass${beyond}`);
  const clean = passed.filter(({ complaints }) => complaints.length === 0);
  if (clean.length > 0) console.log(`  pass          ${clean.map(({ scenario }) => scenario).join(', ')}`);
  let good = results.length > 0;
  for (const result of results.filter((each) => !clean.includes(each))) {
    const { scenario, complaints } = result;
    const reason = outOfReach[scenario];
    if (reason !== undefined && fails(result)) {
      console.log(`  out of reach  ${scenario}: ${reason}`);
      continue;
    }
    console.log(`  ${fails(result) ? 'FAIL        ' : 'pass, warned'}  ${scenario}`);
    for (const { severity, text } of complaints) console.log(`${INDENT}${severity}: ${text.slice(0, 300)}`);
    if (reason !== undefined) console.log(`${INDENT}it passes now: take it off the list of what is out of reach`);
    if (fails(result) || reason !== undefined) good = false;
  }
  return good;
}
