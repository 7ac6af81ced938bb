import { listModels } from '#lib/studio/models/list-models.ts';
import { handle } from '../handle.ts';

/** Every provider that answers, with its models: `ModelList`. */
export const GET = handle({}, ({ studio }) => listModels(studio));
