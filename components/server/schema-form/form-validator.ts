import type { RJSFSchema, ValidatorType } from '@rjsf/utils';
import type { Json, JsonObject } from '#core/json/json.ts';
import { fitsSchema } from './schema-problems.ts';

/**
 * What the form library needs of a validator: telling which branch of a choice a value fits. Errors are not its business:
 * {@link schemaProblems} finds them for the whole value at once.
 */
export const formValidator: ValidatorType<FormData, RJSFSchema, FormContext> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: (schema, data, root) => {
    // A branch may point into the whole schema's definitions.
    const { $defs, definitions } = root;
    return fitsSchema({ $defs, definitions, ...schema } as JsonObject, (data ?? null) as Json);
  },
};

/** The data of the form as its library types it; always JSON. */
export type FormData = Record<string, unknown>;

/** What templates and widgets of the form share. */
export interface FormContext {
  /** Ends the form: ⌘↵ in any of its fields. */
  readonly onSubmit?: () => void;
}
