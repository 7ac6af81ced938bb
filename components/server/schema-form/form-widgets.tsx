'use client';

import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea, TextInput } from '#components/ui/text-input.tsx';
import { TITLES } from './form-schema.ts';
import type { FormContext, FormData } from './form-validator.ts';

export type FormWidgetProps = WidgetProps<FormData, RJSFSchema, FormContext>;

/** Ids of the hint and the errors that the field template prints for a control. */
export function describedBy(
  id: string,
  props: { readonly rawErrors?: readonly string[]; readonly schema: RJSFSchema },
) {
  const ids = [props.schema.description ? `${id}__hint` : '', props.rawErrors?.length ? `${id}__errors` : ''];
  return ids.filter(Boolean).join(' ') || undefined;
}

const oneLine = new Set([
  'email',
  'uri',
  'uri-reference',
  'url',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
  'date',
  'time',
  'date-time',
  'regex',
]);

function inputType(schema: RJSFSchema): string {
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.format === 'email') return 'email';
  if (schema.format === 'date' || schema.format === 'time') return schema.format;
  return 'text';
}

/** Text, numbers and dates. Plain text may have several lines: the box grows. An empty box sends nothing. */
export function InputWidget(props: FormWidgetProps) {
  const { id, value, schema, disabled, readonly, onChange, placeholder, hideLabel, label, rawErrors } = props;
  const type = inputType(schema);
  const shared = {
    id,
    value: value === undefined || value === null ? '' : String(value),
    disabled: disabled || readonly,
    placeholder: placeholder || exampleOf(schema),
    'aria-label': hideLabel ? label : undefined,
    'aria-describedby': describedBy(id, props),
    'aria-invalid': rawErrors?.length ? (true as const) : undefined,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange(event.target.value === '' ? undefined : event.target.value),
  };
  const single =
    type !== 'text' || oneLine.has(schema.format ?? '') || (schema.maxLength ?? Number.POSITIVE_INFINITY) <= 80;
  if (!single) return <TextArea {...shared} rows={1} className="max-h-72 resize-none" />;
  return (
    <TextInput
      {...shared}
      type={type}
      step={type === 'number' ? (schema.multipleOf ?? (schema.type === 'integer' ? 1 : 'any')) : undefined}
      min={schema.minimum}
      max={schema.maximum}
      className={type === 'number' ? 'figures max-w-40' : undefined}
    />
  );
}

function exampleOf(schema: RJSFSchema): string | undefined {
  const [example] = Array.isArray(schema.examples) ? schema.examples : [];
  return typeof example === 'string' || typeof example === 'number' ? `e.g. ${example}` : undefined;
}

/** The title of a listed value, where the schema gives one. */
function titleOf(schema: unknown, at: number): string | undefined {
  const titles: unknown = isRecord(schema) ? schema[TITLES] : undefined;
  const title: unknown = Array.isArray(titles) ? titles[at] : undefined;
  return typeof title === 'string' ? title : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** One of the listed values; an optional one can be taken back. */
export function ChoiceWidget(props: FormWidgetProps) {
  // A set of listed values comes here too.
  return props.multiple ? <ChoicesWidget {...props} /> : <OneChoice {...props} />;
}

function OneChoice(props: FormWidgetProps) {
  const { id, value, options, required, disabled, readonly, onChange, label, rawErrors, schema } = props;
  const entries = options.enumOptions ?? [];
  const index = entries.findIndex((entry) => JSON.stringify(entry.value) === JSON.stringify(value));
  return (
    <Select
      id={id}
      // Said here too: the choice between the forms of `oneOf` stands without a label of its own.
      label={label}
      aria-describedby={describedBy(id, props)}
      aria-invalid={rawErrors?.length ? true : undefined}
      disabled={disabled || readonly}
      value={index < 0 ? null : String(index)}
      placeholder="Not sent"
      onChange={(key) => onChange(key === '' ? undefined : entries[Number(key)]?.value)}
      options={[
        ...(required ? [] : [{ value: '', label: 'Not sent' }]),
        ...entries.map((entry, at) => {
          const title = titleOf(schema, at) ?? entry.label;
          return { value: String(at), label: title, text: title };
        }),
      ]}
      className="w-full sm:max-w-80"
    />
  );
}

/** Several of the listed values. */
export function ChoicesWidget({ id, value, options, disabled, readonly, onChange, label, schema }: FormWidgetProps) {
  const entries = options.enumOptions ?? [];
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const has = (candidate: unknown) => chosen.some((item) => JSON.stringify(item) === JSON.stringify(candidate));
  return (
    <fieldset id={id} className="flex flex-wrap gap-x-4 gap-y-1.5">
      <legend className="sr-only">{label}</legend>
      {entries.map((entry, at) => (
        <Checkbox
          key={JSON.stringify(entry.value)}
          label={titleOf(schema.items, at) ?? entry.label}
          disabled={disabled || readonly}
          checked={has(entry.value)}
          onChange={(on) =>
            onChange(entries.map((each) => each.value).filter((each) => (each === entry.value ? on : has(each))))
          }
        />
      ))}
    </fieldset>
  );
}

/** True, false, or, where optional, not sent at all: three different calls. */
export function BooleanWidget({ value, required, disabled, readonly, onChange, label }: FormWidgetProps) {
  const current = value === true ? 'true' : value === false ? 'false' : 'unset';
  return (
    <Segmented
      label={label}
      value={current}
      onChange={(next) => onChange(next === 'unset' ? undefined : next === 'true')}
      segments={[
        ...(required && current !== 'unset'
          ? []
          : [{ value: 'unset' as const, label: 'Not sent', disabled: disabled || readonly }]),
        { value: 'true' as const, label: 'True', disabled: disabled || readonly },
        { value: 'false' as const, label: 'False', disabled: disabled || readonly },
      ]}
      className="self-start"
    />
  );
}
