import { type ErrorSchema, ErrorSchemaBuilder } from '@rjsf/utils';
import type { FormData } from './form-validator.ts';
import type { SchemaProblem } from './schema-problems.ts';

/** Problems in the shape in which the form library hands them to its fields. */
export function errorTree(problems: readonly SchemaProblem[]): ErrorSchema<FormData> {
  const builder = new ErrorSchemaBuilder<FormData>();
  for (const { path, message } of problems) builder.addErrors(sentence(message), [...path]);
  return builder.ErrorSchema;
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
