import { stringify } from 'yaml';

/** YAML by serializer only: strings that could be read as something else are quoted, nothing is a template. */
export function printYaml(value: object): string {
  return stringify(value, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false });
}
