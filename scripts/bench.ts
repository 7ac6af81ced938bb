import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';

// `npm run bench [name …]`: runs every bench/*.ts, one after the other, and prints their figures as one table.
const figure = z.object({ figure: z.string(), value: z.number(), unit: z.string(), limit: z.number().optional() });
type Figure = z.infer<typeof figure>;

const wanted = process.argv.slice(2);
const files = globSync('bench/*.ts', { cwd: root })
  .sort()
  .filter((file) => !file.endsWith('figure.ts') && !file.endsWith('.test.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)));

const figures: Figure[] = [];
const broken: string[] = [];
for (const file of files) {
  console.log(`\n── ${file}`);
  if (!(await run(file))) broken.push(file);
}

const rows = figures.map(({ figure, value, unit, limit }) => [
  figure,
  `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`,
  limit === undefined ? '' : `≤ ${limit} ${unit}`,
  limit === undefined ? '' : value <= limit ? 'ok' : 'TOO SLOW',
]);
console.log('');
printTable([['figure', 'value', 'limit', ''], ...rows]);
for (const file of broken) console.error(`${file} ended with an error: see above.`);
process.exit(broken.length > 0 || figures.some(({ value, limit }) => limit !== undefined && !(value <= limit)) ? 1 : 0);

/** Figures go to the table, other lines to the terminal as they come. */
function run(file: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, file)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    const take = (line: string) => {
      const found = parseFigure(line);
      if (found) figures.push(found);
      else if (line !== '') console.log(line);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      take(rest);
      resolve(code === 0);
    });
  });
}

function parseFigure(line: string): Figure | null {
  if (!line.startsWith('{')) return null;
  try {
    return figure.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function printTable(table: readonly (readonly string[])[]): void {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
