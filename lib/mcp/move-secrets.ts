import type { ImportedSecret } from '#core/server/import-result.ts';
import type { ConfigValue, ServerConfig } from '#core/server/server-config.ts';

/**
 * The same config with every given secret as a reference to the vault, so that no value is left in it: whole values of
 * the environment and of headers as `{secret}`, parts of arguments and of the URL as `${secret:name}`.
 */
export function moveSecrets(
  config: ServerConfig,
  secrets: readonly Pick<ImportedSecret, 'place' | 'key' | 'name' | 'value'>[],
): ServerConfig {
  const { transport } = config;
  const of = (place: ImportedSecret['place']) => secrets.filter((secret) => secret.place === place);
  const inValues = (place: 'env' | 'headers', values: Readonly<Record<string, ConfigValue>>) => ({
    ...values,
    ...Object.fromEntries(of(place).map(({ key, name }) => [key, { secret: name }])),
  });
  if (transport.kind === 'stdio') {
    const args = transport.args.map((argument, index) =>
      of('args')
        .filter(({ key }) => key === String(index))
        .reduce(reference, argument),
    );
    return { ...config, transport: { ...transport, args, env: inValues('env', transport.env) } };
  }
  const url = of('url').reduce(reference, transport.url);
  return { ...config, transport: { ...transport, url, headers: inValues('headers', transport.headers) } };
}

function reference(text: string, { name, value }: Pick<ImportedSecret, 'name' | 'value'>): string {
  if (value === undefined || value === '') return text;
  return [value, encodeURIComponent(value)].reduce((at, form) => at.replaceAll(form, `\${secret:${name}}`), text);
}
