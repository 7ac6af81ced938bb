import type { Told } from './fuzz-worker.ts';

const VERDICTS = ['silent', 'asked', 'stopped', 'asked, wrong', 'refused', 'wrong silent', 'crash', 'hang'] as const;

/** One line a family: how many of its programs ended how. Seeds without a telling demonstration are not counted. */
export function printVerdicts(all: readonly Told[]): void {
  const judged = all.filter(({ verdict }) => verdict !== 'undetermined');
  const families = [...new Set(judged.map(({ family }) => family))].sort();
  const line = (name: string, told: readonly Told[]): string[] => [
    name,
    ...VERDICTS.map((verdict) => String(told.filter((one) => one.verdict === verdict).length)),
  ];
  const rows = [
    ['family', ...VERDICTS],
    ...families.map((family) =>
      line(
        family,
        judged.filter((one) => one.family === family),
      ),
    ),
    line('all', judged),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    );
  }
  const questions = judged.map((one) => one.questions).sort((a, b) => a - b);
  const at = (part: number): number =>
    questions[Math.min(questions.length - 1, Math.floor(part * questions.length))] ?? 0;
  console.log(
    `\n${judged.length} programs, ${all.length - judged.length} without a telling demonstration; questions: median ${at(0.5)}, 95th percentile ${at(0.95)}.`,
  );
  const seedsOf = (verdict: string): string =>
    judged
      .filter((one) => one.verdict === verdict)
      .map(({ seed }) => seed)
      .join(' ');
  for (const verdict of VERDICTS.slice(2)) {
    const seeds = seedsOf(verdict);
    if (seeds !== '') console.log(`${verdict}: ${seeds}`);
  }
}
