import { printLink } from './start/print-link.ts';
import { StartError } from './start/start-error.ts';
import { startStudio } from './start/start-studio.ts';

// `npm start`: settings, data folder, database, web server; then the launch URL as the last line.
const ONE_LINE_ERRORS = ['StartError', 'SchemaMismatchError', 'DatabaseUnreachableError', 'DatabaseInUseError'];

try {
  if (process.argv.includes('--link')) await printLink(process.env);
  else await startStudio({ variables: process.env, dev: process.argv.includes('--dev') });
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(ONE_LINE_ERRORS.includes(error.name) ? error.message : error);
  process.exit(error instanceof StartError ? error.exitCode : 1);
}
