import type { JsonObject } from '#core/json/json.ts';
import type { ApprovalBook } from '../../ledger/approval-book.ts';
import { type DynamoTable, IS_NEW } from './dynamo-table.ts';

const APPROVAL = 'approval';

/** Approvals in DynamoDB, beside the ledger. */
export function createDynamoApprovals({
  table,
  now,
}: {
  readonly table: DynamoTable;
  readonly now: () => Date;
}): ApprovalBook {
  return {
    async decision({ argsHash, step, server, tool, args }) {
      const { item } = await table.change(
        { kind: APPROVAL, id: argsHash },
        {
          set: { step, server, tool, args: JSON.stringify(args), decision: 'waiting', at: now().toISOString() },
          when: IS_NEW,
        },
      );
      if (item?.decision === 'approved') return { approved: true };
      return item?.decision === 'denied'
        ? { approved: false, reason: 'It was denied.' }
        : { approved: false, reason: `It waits for approval: npm run approve ${argsHash.slice(0, 12)}` };
    },
    async decide(argsHash, approved) {
      await table.change(
        { kind: APPROVAL, id: argsHash },
        {
          set: { decision: approved ? 'approved' : 'denied', at: now().toISOString() },
          when: 'attribute_exists(#id)',
        },
      );
    },
    async open() {
      const entries = (await table.all(APPROVAL)).flatMap(({ id, step, server, tool, args, decision, at }) =>
        decision === 'waiting' || decision === 'denied'
          ? [
              {
                ...{ argsHash: id, step: String(step), server: String(server), tool: String(tool) },
                ...{ args: JSON.parse(String(args)) as JsonObject, at: String(at) },
                decision: decision === 'denied' ? ('denied' as const) : ('waiting' as const),
              },
            ]
          : [],
      );
      // Those that wait first, the oldest first.
      const order = ({ decision, at }: (typeof entries)[number]) => `${decision === 'waiting' ? 0 : 1} ${at}`;
      return entries.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    },
  };
}
