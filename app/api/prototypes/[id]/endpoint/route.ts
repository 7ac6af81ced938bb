import { z } from 'zod';
import { describeEndpoint } from '#lib/studio/endpoint/describe-endpoint.ts';
import { switchEndpoint } from '#lib/studio/endpoint/switch-endpoint.ts';
import { getHost } from '#lib/studio/host.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** How the workflow is called by others, and whether it can be: `EndpointView`. */
export const GET = handle({ params }, ({ studio, params }) =>
  describeEndpoint(studio, { prototypeId: params.id, accessKey: getHost().accessKey }),
);

const body = z.object({ switch: z.enum(['off', 'plan', 'apply']) });

/** Lets others call it, or nobody: the new `EndpointView`. The token of callers does not open this. */
export const PATCH = handle({ params, body }, async ({ studio, params, body }) => {
  await switchEndpoint(studio, { prototypeId: params.id, ...body });
  return describeEndpoint(studio, { prototypeId: params.id, accessKey: getHost().accessKey });
});
