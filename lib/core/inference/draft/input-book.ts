import { canonicalJson } from '../../json/canonical.ts';
import type { Json, JsonSchema } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Span } from '../words/span.ts';
import { camelName } from '../words/words.ts';

export interface DraftInput {
  readonly id: string;
  readonly value: Json;
  readonly schema: JsonSchema;
  readonly spans: readonly Span[];
  /** Names that its places suggest, those of arguments before those of conditions and texts. */
  readonly names: string[];
  readonly weakNames: string[];
  /** The values of the other recordings, in their order; absent where they had the same. */
  readonly others?: readonly Json[];
}

/** What the user named in words: equal values are one input. Draft ids are replaced by names at the end. */
export class InputBook {
  private readonly byValue = new Map<string, DraftInput>();
  private readonly byId = new Map<string, DraftInput>();

  /** A reference to the input that stands for the value; `name` is what the place suggests to call it. */
  refer(options: {
    readonly value: Json;
    readonly spans: readonly Span[];
    readonly name: readonly string[];
    readonly schema?: JsonSchema;
    /** The name is a guess: any argument's name is better. */
    readonly weak?: boolean;
    /** Values of the other recordings, where they had others. */
    readonly others?: readonly Json[];
  }): Expr {
    const { others } = options;
    const key = canonicalJson(others === undefined ? options.value : { each: [options.value, ...others] });
    let input = this.byValue.get(key);
    if (input === undefined) {
      input = {
        id: `input$${this.byValue.size + 1}`,
        value: options.value,
        schema: options.schema ?? schemaOf(options.value),
        spans: options.spans,
        names: [],
        weakNames: [],
        ...(others === undefined ? {} : { others }),
      };
      this.add(key, input);
    }
    const name = camelName(options.name, 'value');
    const names = options.weak === true ? input.weakNames : input.names;
    if (!names.includes(name)) names.push(name);
    return { $: 'ref', of: 'input', id: input.id };
  }

  /** A second input with the same value, for another place in the prompt and another use. */
  split(input: DraftInput, span: Span, name: readonly string[]): Expr {
    const key = `${canonicalJson(input.value)}@${span.start}`;
    const known = this.byValue.get(key);
    const words = camelName(name, 'value');
    const second: DraftInput = known ?? {
      ...input,
      id: `input$${this.byValue.size + 1}`,
      spans: [span],
      names: [words],
      weakNames: [],
    };
    this.add(key, second);
    return { $: 'ref', of: 'input', id: second.id };
  }

  /** Names an input after one of its uses alone, where the others became inputs of their own. */
  nameAgain(input: DraftInput, name: readonly string[]): void {
    input.names.splice(0, input.names.length, camelName(name, 'value'));
    input.weakNames.splice(0, input.weakNames.length);
  }

  /** Whether another recording had another value for it: then the first recording's is no constant. */
  differs(value: Json): boolean {
    for (const input of this.byValue.values()) if (input.others !== undefined && input.value === value) return true;
    return false;
  }

  find(id: string): DraftInput | undefined {
    return this.byId.get(id);
  }

  all(): readonly DraftInput[] {
    return [...this.byValue.values()];
  }

  private add(key: string, input: DraftInput): void {
    this.byValue.set(key, input);
    this.byId.set(input.id, input);
  }
}

/** The plain schema of a value. */
export function schemaOf(value: Json): JsonSchema {
  if (Array.isArray(value)) return { type: 'array', items: value.length > 0 ? schemaOf(value[0] ?? null) : {} };
  if (value === null) return {};
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
}
