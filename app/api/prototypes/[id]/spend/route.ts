import { z } from 'zod';
import { readSpend } from '#lib/studio/chat/read-spend.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** What the chat has used so far: `Spend`. */
export const GET = handle({ params }, ({ studio, params }) => readSpend(studio, params.id));
