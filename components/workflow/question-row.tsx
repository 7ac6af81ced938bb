'use client';

import { useState } from 'react';
import { shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Question } from '#core/workflow/question.ts';
import { rowMembers } from './question-words.ts';

/** Members shown at once where no option says which of them matter. */
const FEW = 4;

/** The concrete row that a question is about: the members that matter, those that decide marked; the rest on demand. */
export function QuestionRow({ question }: { readonly question: Question }) {
  const [all, setAll] = useState(false);
  const members = rowMembers(question);
  if (members.length === 0) {
    // A single value that the question itself names needs no second showing.
    if (question.row === undefined || question.row === null || question.text.includes(shortValue(question.row)))
      return null;
    return (
      <p className="line-clamp-3 font-mono text-xs leading-4.5 text-muted wrap-anywhere">{shortValue(question.row)}</p>
    );
  }
  const spoken = members.filter(({ matters }) => matters);
  const few = spoken.length > 0 ? spoken : members.slice(0, FEW);
  const shown = all ? members : few;
  return (
    <div className="rounded-md border border-hairline bg-surface">
      <table className="w-full table-fixed text-xs">
        <caption className="sr-only">One of the recorded rows</caption>
        <tbody>
          {shown.map(({ name, value, decides }) => (
            <tr key={name} className={classNames('border-b border-hairline last:border-b-0', decides && 'bg-accent/8')}>
              <th
                scope="row"
                className={classNames(
                  'w-24 truncate px-2 py-1 text-left align-top font-normal',
                  decides ? 'font-medium text-accent' : 'text-faint',
                )}
              >
                {name}
                {decides && <span className="sr-only"> (decides)</span>}
              </th>
              <td className="py-1 pr-2 font-mono text-fg" title={shortValue(value)}>
                <span className="line-clamp-2 wrap-anywhere">{shortValue(value)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {members.length > few.length && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="w-full border-t border-hairline px-2 py-1 text-left text-2xs text-faint hover:text-fg"
        >
          {all ? 'Only what matters' : `${members.length - few.length} more of this row`}
        </button>
      )}
    </div>
  );
}
