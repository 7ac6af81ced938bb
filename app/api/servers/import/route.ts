import { z } from 'zod';
import { previewImport } from '#lib/studio/prototypes/preview-import.ts';
import { handle } from '../../handle.ts';

const body = z.object({ text: z.string().max(2_000_000) });

/** Reads a pasted configuration, command or URL: an `ImportPreview`. Nothing is kept and nothing is started. */
export const POST = handle({ body, maxBody: 4_000_000 }, async ({ body: { text } }) => previewImport(text));
