import { z } from 'zod';
import { readBundleZip } from '#lib/studio/export/export-download.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id, bundle: z.string().regex(/^bundle-[a-z0-9]{16}$/) });

/** The zip of a proved bundle. */
export const GET = handle({ params }, async ({ studio, params }) => {
  const { record, zip } = await readBundleZip(studio, { prototypeId: params.id, bundleId: params.bundle });
  return new Response(zip, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(zip.byteLength),
      'Content-Disposition': `attachment; filename="mcp-agent-${record.target}.zip"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      ETag: `"${record.hash}"`,
    },
  });
});
