import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Settings by name. A name that is not set is looked for as a file, so that secrets can be mounted. */
export interface Environment {
  get(name: string): string | undefined;
}

/**
 * `NAME` from the process's environment, else the text of the file that `NAME_FILE` names, else of the file `NAME` in
 * the folder `SECRETS_DIR`. Files are read anew each time, so that a rotated secret is seen at the next connection.
 */
export function processEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  return {
    get(name) {
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      const file = variables[`${name}_FILE`];
      if (file) return readText(file);
      const folder = variables.SECRETS_DIR;
      return folder && /^[A-Za-z0-9_.-]+$/.test(name) && !name.startsWith('.')
        ? readText(join(folder, name))
        : undefined;
    },
  };
}

/** Fills in `${NAME}` and `${NAME:-fallback}`. Throws naming the variable and where it stands if there is none. */
export function expandVariables(text: string, environment: Environment, place: string): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g, (_, name: string, fallback?: string) => {
    const value = environment.get(name) ?? fallback;
    if (value === undefined) throw new Error(`${name} is not set; ${place} needs it. See .env.example.`);
    return value;
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
