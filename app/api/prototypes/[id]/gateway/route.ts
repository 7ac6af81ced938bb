import { z } from 'zod';
import { describeGateway } from '#lib/studio/gateway/describe-gateway.ts';
import { getHost } from '#lib/studio/host.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** How an outside agent reaches this prototype's gateway: its address, its token, and what to paste where. */
export const GET = handle({ params }, ({ studio, params }) =>
  describeGateway(studio, { prototypeId: params.id, accessKey: getHost().accessKey }),
);
