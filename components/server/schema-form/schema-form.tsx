'use client';

// Not the package's index: that also loads a registry for tests, which needs another validator.
import Form from '@rjsf/core/lib/components/Form.js';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { Component, type ReactNode, useMemo } from 'react';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import { errorTree } from './error-tree.ts';
import { formSchema } from './form-schema.ts';
import {
  ArrayItemTemplate,
  ArrayTemplate,
  ChoiceTemplate,
  FieldTemplate,
  ObjectTemplate,
  UnsupportedTemplate,
} from './form-templates.tsx';
import { type FormContext, type FormData, formValidator } from './form-validator.ts';
import { BooleanWidget, ChoicesWidget, ChoiceWidget, InputWidget } from './form-widgets.tsx';
import { defaultBehaviour } from './initial-arguments.ts';
import type { SchemaProblem } from './schema-problems.ts';

export interface SchemaFormProps {
  /** Distinguishes the ids of several forms on one page. */
  readonly id: string;
  readonly schema: JsonSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  /** Shown at the fields that they concern. */
  readonly problems: readonly SchemaProblem[];
  readonly disabled?: boolean;
}

const nothing = () => null;

const templates = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItemTemplate,
  MultiSchemaFieldTemplate: ChoiceTemplate,
  UnsupportedFieldTemplate: UnsupportedTemplate,
  ErrorListTemplate: nothing,
  FieldErrorTemplate: nothing,
  FieldHelpTemplate: nothing,
  DescriptionFieldTemplate: nothing,
  TitleFieldTemplate: nothing,
};

const widgets = {
  TextWidget: InputWidget,
  TextareaWidget: InputWidget,
  PasswordWidget: InputWidget,
  EmailWidget: InputWidget,
  URLWidget: InputWidget,
  UpDownWidget: InputWidget,
  RangeWidget: InputWidget,
  DateWidget: InputWidget,
  DateTimeWidget: InputWidget,
  TimeWidget: InputWidget,
  ColorWidget: InputWidget,
  FileWidget: InputWidget,
  SelectWidget: ChoiceWidget,
  RadioWidget: ChoiceWidget,
  CheckboxWidget: BooleanWidget,
  CheckboxesWidget: ChoicesWidget,
};

const ui: UiSchema<FormData, RJSFSchema, FormContext> = {
  'ui:submitButtonOptions': { norender: true },
  'ui:globalOptions': { duplicateKeySuffixSeparator: '_' },
};

/** A form made from a JSON Schema: nested objects, lists, choices. What it cannot draw is written in the JSON beside it. */
export function SchemaForm({ id, schema, value, onChange, problems, disabled }: SchemaFormProps) {
  const drawn = useMemo(() => formSchema(schema), [schema]);
  const errors = useMemo(() => errorTree(problems), [problems]);
  const members =
    typeof drawn.properties === 'object' && drawn.properties !== null ? Object.keys(drawn.properties) : [];
  const choices =
    drawn.oneOf ?? drawn.anyOf ?? drawn.allOf ?? drawn.additionalProperties ?? drawn.$ref ?? drawn.patternProperties;
  if (members.length === 0 && (choices === undefined || choices === false)) {
    return <p className="text-sm text-muted">This tool takes no arguments.</p>;
  }
  return (
    <FormBoundary key={id}>
      <Form<FormData, RJSFSchema, FormContext>
        tagName="div"
        idPrefix={id}
        schema={drawn as RJSFSchema}
        uiSchema={ui}
        formData={value}
        onChange={({ formData }) => onChange((formData ?? {}) as JsonObject)}
        validator={formValidator}
        templates={templates}
        widgets={widgets}
        disabled={disabled}
        noValidate
        noHtml5Validate
        showErrorList={false}
        extraErrors={errors}
        useFallbackUiForUnsupportedType={false}
        experimental_defaultFormStateBehavior={defaultBehaviour}
      >
        <span />
      </Form>
    </FormBoundary>
  );
}

/** A schema may be anything: one that breaks the form must not break the page. */
class FormBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <p className="text-sm text-muted">
        No form could be drawn from this tool’s schema. Write the arguments as JSON; the server checks them.
      </p>
    );
  }
}
