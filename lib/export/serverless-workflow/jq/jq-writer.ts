import type { Expression } from '../document.ts';
import { JQ_HELPERS } from './jq-definitions.ts';
import { JQ_FUNCTIONS, type JqFunction, jqName } from './jq-functions.ts';

/** Collects the definitions that one expression stands on. */
export class JqWriter {
  readonly #needs = new Set<string>();

  /** Notes that the expression uses a helper; gives its name. */
  helper(name: string): string {
    const { needs = [] } = JQ_HELPERS[name] ?? unknown(name);
    for (const each of needs) this.#need(each);
    this.#needs.add(name);
    return name;
  }

  /** The name of a function of the library in jq; null where jq cannot say it with so many arguments. */
  libraryFunction(name: string, count: number): string | null {
    const definition = Object.hasOwn(JQ_FUNCTIONS, name) ? JQ_FUNCTIONS[name] : undefined;
    return definition?.arity === count ? this.#define(name, definition) : null;
  }

  #define(name: string, definition: JqFunction): string {
    for (const each of definition.needs ?? []) this.#need(each);
    this.#needs.add(jqName(name));
    return jqName(name);
  }

  /** The expression with its definitions in front, on one line: not every runtime reads longer ones. */
  finish(body: string): Expression {
    return `\${ ${[...this.#definitions(), body].join(' ')} }`;
  }

  #need(name: string): void {
    if (!name.startsWith('fn_')) this.helper(name);
    else this.#define(name.slice(3), JQ_FUNCTIONS[name.slice(3)] ?? unknown(name));
  }

  #definitions(): readonly string[] {
    return [...this.#needs].map((name) =>
      name.startsWith('fn_')
        ? `def ${name}${JQ_FUNCTIONS[name.slice(3)]?.text ?? unknown(name)}`
        : (JQ_HELPERS[name]?.text ?? unknown(name)),
    );
  }
}

function unknown(name: string): never {
  throw new Error(`There is no definition ${name}.`);
}
