import type { Statement } from '../program/program.ts';

/** Blocks and statements under a comment stand apart; a declaration stays with the block that fills it. */
export function needsGap(before: Statement | undefined, statement: Statement): boolean {
  if (before === undefined || before.do === 'declare' || before.do === 'declareList') return false;
  const commented = 'origin' in statement && statement.origin.calls.length > 0;
  return (
    commented || isBlock(before) || isBlock(statement) || statement.do === 'declare' || statement.do === 'declareList'
  );
}

function isBlock(statement: Statement): boolean {
  return statement.do === 'forEach' || statement.do === 'if' || statement.do === 'try';
}
