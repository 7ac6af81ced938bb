import { join } from 'node:path';
import { buildIfNeeded } from './build/build-if-needed.ts';
import { startGatewayUnderTest } from './conformance/gateway-under-test.ts';
import { clientOutOfReach, gatewayOutOfReach } from './conformance/out-of-reach.ts';
import { printTable, type Section } from './conformance/print-table.ts';
import { runSuite } from './conformance/run-suite.ts';
import { root } from './root.ts';

// `npm run test:conformance`: the official suite (@modelcontextprotocol/conformance) against the gateway of a running
// studio, and against the studio's own client. Every scenario that a revision requires, frozen when it was released.
const only = process.argv[2];
const sections: Section[] = [];

if (only !== 'client') {
  await buildIfNeeded();
  const gateway = await startGatewayUnderTest();
  try {
    for (const revision of ['2025-11-25', '2026-07-28']) {
      for (const era of ['legacy', 'modern'] as const) {
        const outOfReach = gatewayOutOfReach[revision]?.[era] ?? {};
        const order = { args: ['--url', gateway.urls[era]], revision, expected: Object.keys(outOfReach) };
        sections.push({
          title: `Gateway, clients of ${revision}, in front of a server of the ${era} era`,
          results: await runSuite('server', order),
          outOfReach,
        });
      }
    }
  } finally {
    await gateway.stop();
  }
}
if (only !== 'gateway') {
  const command = `${process.execPath} ${join(root, 'scripts/conformance/client-under-test.ts')}`;
  for (const revision of ['2025-11-25', '2026-07-28']) {
    const order = { args: ['--command', command], revision, expected: Object.keys(clientOutOfReach) };
    sections.push({
      title: `Client, ${revision}`,
      results: await runSuite('client', order),
      outOfReach: clientOutOfReach,
    });
  }
}
process.exit(printTable(sections) ? 0 : 1);
