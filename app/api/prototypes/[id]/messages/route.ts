import { z } from 'zod';
import { readChat } from '#lib/studio/chat/read-chat.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** The chat so far: `ChatView`. */
export const GET = handle({ params }, ({ studio, params }) => readChat(studio, params.id));
