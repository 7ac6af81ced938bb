'use client';

import {
  ADDITIONAL_PROPERTY_FLAG,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  buttonId,
  canExpand,
  type FieldTemplateProps,
  type MultiSchemaFieldTemplateProps,
  type ObjectFieldTemplateProps,
  type RJSFSchema,
  type UnsupportedFieldProps,
} from '@rjsf/utils';
import { ArrowDown, ArrowUp, CircleAlert, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { FormContext, FormData } from './form-validator.ts';
import { typeNote } from './type-note.ts';

type FieldProps = FieldTemplateProps<FormData, RJSFSchema, FormContext>;
type ObjectProps = ObjectFieldTemplateProps<FormData, RJSFSchema, FormContext>;
type ArrayProps = ArrayFieldTemplateProps<FormData, RJSFSchema, FormContext>;
type ItemProps = ArrayFieldItemTemplateProps<FormData, RJSFSchema, FormContext>;
type ChoiceProps = MultiSchemaFieldTemplateProps<FormData, RJSFSchema, FormContext>;
type UnsupportedProps = UnsupportedFieldProps<FormData, RJSFSchema, FormContext>;

function Head(props: {
  readonly name: ReactNode;
  readonly required?: boolean;
  readonly note?: string;
  readonly htmlFor?: string;
}) {
  const { name, required, note, htmlFor } = props;
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      {htmlFor ? (
        <label htmlFor={htmlFor} className="font-mono text-xs font-medium">
          {name}
        </label>
      ) : (
        <span className="font-mono text-xs font-medium">{name}</span>
      )}
      <span className="text-2xs text-faint">
        {note}
        {required ? `${note ? ', ' : ''}required` : ''}
      </span>
    </span>
  );
}

function Errors({ id, errors }: { readonly id: string; readonly errors?: readonly string[] }) {
  if (!errors?.length) return null;
  return (
    <ul id={`${id}__errors`} className="text-xs text-bad">
      {[...new Set(errors)].map((error) => (
        <li key={error} className="flex items-start gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </li>
      ))}
    </ul>
  );
}

/** Items of a list are counted for people, from one; the library would call them `seats-0`. */
function shownName(fieldPathId: FieldProps['fieldPathId'], name: string): string {
  const last = fieldPathId.path.at(-1);
  return typeof last === 'number' ? `item ${last + 1}` : name;
}

const container = (schema: RJSFSchema) =>
  schema.type === 'object' || schema.type === 'array' || schema.properties !== undefined;

/** One argument: name, type, description, control, errors. Containers print their own head. */
export function FieldTemplate(props: FieldProps) {
  const { id, label, children, hidden, required, displayLabel, schema, rawErrors, disabled, readonly } = props;
  if (hidden) return <div className="hidden">{children}</div>;
  const additional = ADDITIONAL_PROPERTY_FLAG in schema;
  // The library leaves the label of a boolean to its checkbox; ours is a choice of three and has one like the others.
  const boolean = schema.type === 'boolean';
  const headed = (displayLabel || boolean) && !container(schema);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {additional ? (
        <div className="flex items-end gap-2">
          <TextInput
            key={label}
            mono
            aria-label="Name of the member"
            defaultValue={label}
            disabled={disabled || readonly}
            onBlur={props.onKeyRenameBlur}
            className="max-w-60"
          />
          <IconButton
            icon={X}
            label={`Remove ${label}`}
            onClick={props.onRemoveProperty}
            disabled={disabled || readonly}
          />
        </div>
      ) : (
        headed && (
          <Head
            name={shownName(props.fieldPathId, label)}
            required={required}
            note={typeNote(schema)}
            htmlFor={boolean ? undefined : id}
          />
        )
      )}
      {headed && schema.description && (
        <p id={`${id}__hint`} className="max-w-prose text-xs text-pretty whitespace-pre-line text-muted">
          {schema.description}
        </p>
      )}
      {children}
      {schema.type !== 'array' && <Errors id={id} errors={rawErrors} />}
    </div>
  );
}

export function ObjectTemplate(props: ObjectProps) {
  const { fieldPathId, title, description, required, properties, schema, uiSchema, formData, disabled, readonly } =
    props;
  const root = fieldPathId.path.length === 0;
  if ((schema.oneOf || schema.anyOf) && !schema.properties && properties.length === 0) return null;
  const add = canExpand<FormData, RJSFSchema, FormContext>(schema, uiSchema, formData) && (
    <Button
      id={buttonId(fieldPathId, 'add')}
      size="sm"
      variant="ghost"
      icon={Plus}
      onClick={props.onAddProperty}
      disabled={disabled || readonly}
      className="self-start"
    >
      Add a member
    </Button>
  );
  const inside = (
    <>
      {properties.map((property) => property.content)}
      {add}
    </>
  );
  if (root) return <div className="flex flex-col gap-4">{inside}</div>;
  return (
    <fieldset id={fieldPathId.$id} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 contents">
        <Head name={shownName(fieldPathId, title)} required={required} note="object" />
      </legend>
      {description && <p className="text-xs text-muted">{description}</p>}
      <div className="flex flex-col gap-3 border-l border-hairline pl-3">{inside}</div>
    </fieldset>
  );
}

export function ArrayTemplate(props: ArrayProps) {
  const { fieldPathId, title, required, schema, items, canAdd, onAddClick, disabled, readonly, rawErrors } = props;
  return (
    <fieldset id={fieldPathId.$id} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 contents">
        <Head name={shownName(fieldPathId, title)} required={required} note={typeNote(schema)} />
      </legend>
      {schema.description && <p className="max-w-prose text-xs text-muted">{schema.description}</p>}
      {items.length > 0 && <ol className="flex flex-col gap-2 border-l border-hairline pl-3">{items}</ol>}
      {canAdd && (
        <Button
          id={buttonId(fieldPathId, 'add')}
          size="sm"
          icon={Plus}
          onClick={onAddClick}
          disabled={disabled || readonly}
          className="self-start"
        >
          Add {items.length === 0 ? 'an item' : 'another'}
        </Button>
      )}
      <Errors id={fieldPathId.$id} errors={rawErrors} />
    </fieldset>
  );
}

export function ArrayItemTemplate({ children, buttonsProps, hasToolbar, index }: ItemProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem, disabled, readonly } =
    buttonsProps;
  const off = disabled || readonly;
  return (
    <li className="flex min-w-0 items-start gap-1">
      <div className="min-w-0 flex-1">{children}</div>
      {hasToolbar && (
        <div className="flex shrink-0 items-center pt-1">
          {hasMoveUp && (
            <IconButton
              icon={ArrowUp}
              size="sm"
              label={`Move item ${index + 1} up`}
              onClick={onMoveUpItem}
              disabled={off}
            />
          )}
          {hasMoveDown && (
            <IconButton
              icon={ArrowDown}
              size="sm"
              label={`Move item ${index + 1} down`}
              onClick={onMoveDownItem}
              disabled={off}
            />
          )}
          {hasRemove && (
            <IconButton icon={X} size="sm" label={`Remove item ${index + 1}`} onClick={onRemoveItem} disabled={off} />
          )}
        </div>
      )}
    </li>
  );
}

/** `oneOf` and `anyOf`: first which form, then its members. */
export function ChoiceTemplate({ selector, optionSchemaField }: ChoiceProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {selector}
      <div className={classNames('min-w-0', optionSchemaField ? 'border-l border-hairline pl-3' : undefined)}>
        {optionSchemaField}
      </div>
    </div>
  );
}

export function UnsupportedTemplate({ fieldPathId }: UnsupportedProps) {
  return (
    <p className="text-xs text-muted">
      Any value may stand here; write <span className="font-mono">{fieldPathId.path.join('.') || 'it'}</span> in the
      JSON.
    </p>
  );
}
