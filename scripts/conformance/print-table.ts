import type { ScenarioResult } from './run-suite.ts';

export interface Section {
  readonly title: string;
  readonly results: readonly ScenarioResult[];
  /** Scenarios that cannot pass, and why; one that passes all the same is a complaint. */
  readonly outOfReach: Readonly<Record<string, string>>;
}

/** Prints what passed and what did not; true where nothing failed that is within reach. */
export function printTable(sections: readonly Section[]): boolean {
  let good = true;
  for (const { title, results, outOfReach } of sections) {
    const failed = results.filter(({ complaints }) => complaints.some(({ severity }) => severity === 'failure'));
    const passed = results.length - failed.length;
    console.log(`\n${title}: ${passed} of ${results.length} scenarios pass`);
    const clean = results.filter(({ complaints }) => complaints.length === 0).map(({ scenario }) => scenario);
    console.log(`  pass: ${clean.join(', ')}`);
    for (const { scenario, passed, complaints } of results.filter(({ complaints }) => complaints.length > 0)) {
      const reason = outOfReach[scenario];
      const fails = complaints.some(({ severity }) => severity === 'failure');
      const state = fails
        ? reason === undefined
          ? 'FAIL'
          : 'out of reach'
        : complaints.length > 0
          ? 'pass, warned'
          : 'pass';
      console.log(`  ${state.padEnd(13)} ${scenario} (${passed} checks)`);
      for (const { severity, text } of complaints) console.log(`${' '.repeat(16)}${severity}: ${text.slice(0, 300)}`);
      if (fails && reason !== undefined) console.log(`${' '.repeat(16)}because: ${reason}`);
      if (!fails && reason !== undefined) console.log(`${' '.repeat(16)}it passes now: take it off the list`);
      if (fails === (reason === undefined)) good = false;
    }
    if (results.length === 0) good = false;
  }
  return good;
}
