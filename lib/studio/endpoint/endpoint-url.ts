import type { Studio } from '../studio.ts';

/** Where a workflow is called over HTTP; the doors are below it. */
export function endpointUrl({ address }: Pick<Studio, 'address'>, prototypeId: string): string {
  return `${address}/endpoint/${encodeURIComponent(prototypeId)}`;
}
