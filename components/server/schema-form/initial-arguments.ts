import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import { formSchema } from './form-schema.ts';
import { type FormContext, type FormData, formValidator } from './form-validator.ts';

/** How the form fills in what a schema says: its defaults, and no empty objects around nothing. */
export const defaultBehaviour = {
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  mergeDefaultsIntoFormData: 'useFormDataIfPresent',
} as const;

/** The arguments that a form begins with: the schema's own defaults, so that what is sent can be seen. Never throws. */
export function initialArguments(schema: JsonSchema): JsonObject {
  try {
    const drawn = formSchema(schema) as RJSFSchema;
    const state = getDefaultFormState<FormData, RJSFSchema, FormContext>(
      formValidator,
      drawn,
      {},
      drawn,
      false,
      defaultBehaviour,
    );
    return Array.isArray(state) ? {} : JSON.parse(JSON.stringify(state ?? {}));
  } catch {
    // A schema that no form can be drawn from begins empty.
    return {};
  }
}
