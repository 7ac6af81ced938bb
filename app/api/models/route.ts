import { listModels } from '#lib/studio/list-models.ts';
import { handle } from '../handle.ts';

/** Every provider that answers, with its models: `ModelList`. */
export const GET = handle({}, ({ studio }) => listModels(studio));
