import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exportBundle } from '../export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '../test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '../typescript/runtime-library.ts';
import type { LockFile } from '../typescript/trim-lock-file.ts';
import { printBillOfMaterials } from './print-bill-of-materials.ts';

test('the bill of materials names every package that the lock file brings into the image, and no other', async () => {
  const { files } = await exportBundle({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target: 'kubernetes',
    options: {},
    library: readRuntimeLibrary(resolve(import.meta.dirname, '../../..')),
  });
  const read = (path: string) => JSON.parse(files.find((file) => file.path === path)?.text ?? '');
  const bill: {
    readonly components: readonly {
      readonly purl: string;
      readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    }[];
  } = read('sbom.cdx.json');
  const { packages }: LockFile = read('package-lock.json');
  const locked = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const urlOf = (path: string, version = '') =>
    `pkg:npm/${path.slice(path.lastIndexOf('node_modules/') + 13).replace('@', '%40')}@${version}`;
  expect(new Set(bill.components.map(({ purl }) => purl))).toEqual(
    new Set(locked.map(([path, { version }]) => urlOf(path, version))),
  );
  expect(bill.components.map(({ purl }) => purl)).toContain(`pkg:npm/pg@${packages['node_modules/pg']?.version}`);
  expect(bill.components.some(({ purl }) => purl.startsWith('pkg:npm/typescript@'))).toBe(false);
  // What npm checks at installation, in the form in which scanners compare it.
  const pg = bill.components.find(({ purl }) => purl.startsWith('pkg:npm/pg@'));
  const [hash] = pg?.hashes ?? [];
  expect(hash?.alg).toBe('SHA-512');
  expect(`sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`).toBe(
    packages['node_modules/pg']?.integrity,
  );
});

test('a licence that is no expression is given as words', () => {
  const bill = (license: string) =>
    JSON.parse(
      printBillOfMaterials({
        name: 'x',
        dependencies: [{ name: 'a', version: '1.0.0', purl: 'pkg:npm/a@1.0.0', license }],
      }),
    ).components[0].licenses;
  expect(bill('(MIT OR Apache-2.0)')).toEqual([{ expression: '(MIT OR Apache-2.0)' }]);
  expect(bill('SEE LICENSE IN LICENSE.txt')).toEqual([{ license: { name: 'SEE LICENSE IN LICENSE.txt' } }]);
});
