// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations refer to variables like this
import { homedir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { environmentVariable, resolveTransport } from './resolve-config.ts';

const sources = {
  resolveSecret: async (name: string) => (name === 'key' ? 's3cr3t-value' : null),
  resolveVariable: (name: string) => ({ REGION: 'eu', API_TOKEN: 't0ken-value' })[name],
};
const http = (url: string, headers = {}) => resolveTransport({ kind: 'http', url, headers }, sources);

describe('values of a config at the moment it is used', () => {
  test('variables, defaults, secrets and the home folder are put in wherever they stand', async () => {
    const resolved = await http('https://${REGION}.example/${PATH_PART:-mcp}', {
      A: { secret: 'key' },
      B: 'Bearer ${secret:key}',
      C: '${env:API_TOKEN}',
      D: '${userHome}/x',
      E: 'plain $REGION {REGION} $${REGION}',
    });
    expect(resolved).toMatchObject({
      headers: {
        A: 's3cr3t-value',
        B: 'Bearer s3cr3t-value',
        C: 't0ken-value',
        D: `${homedir()}/x`,
        E: 'plain $REGION {REGION} $eu',
      },
      secrets: ['s3cr3t-value', 't0ken-value'],
    });
    expect('url' in resolved && resolved.url.href).toBe('https://eu.example/mcp');
  });

  test('what has no value is named, all of it at once', async () => {
    const missing = http('https://x.example/${NONE}', {
      A: { secret: 'other' },
      B: '${env:MORE}',
      C: '${secret:third}',
    });
    await expect(missing).rejects.toThrow(
      'There is no value yet for the secrets "other", "third" and the variables "NONE", "MORE".',
    );
  });

  test('values are not looked through again: a secret that looks like a reference stays text', async () => {
    const tricky = { ...sources, resolveSecret: async () => '${REGION}' };
    const resolved = await resolveTransport({ kind: 'stdio', command: 'x', args: ['${secret:a}'], env: {} }, tricky);
    expect(resolved).toMatchObject({ command: { args: ['${REGION}'] } });
  });

  test('the studio’s own settings are nobody’s variables', () => {
    process.env.TRACEWRIGHT_CANARY = 'x';
    expect(environmentVariable('TRACEWRIGHT_CANARY')).toBeUndefined();
    expect(environmentVariable('DATABASE_URL')).toBeUndefined();
    expect(environmentVariable('PATH')).toBe(process.env.PATH);
  });
});
