import type { JsonDifference } from '#core/json/diff.ts';
import type { Json } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

interface DifferenceListProps {
  readonly left: string;
  readonly right: string;
  readonly differences: readonly JsonDifference[];
}

const MOST = 12;

/** Places where two values differ, old and new beside each other. */
export function DifferenceList({ left, right, differences }: DifferenceListProps) {
  return (
    <table className="w-full table-fixed text-left font-mono text-xs">
      <thead className="font-sans text-2xs text-faint">
        <tr>
          <th className="w-1/4 py-1 pr-3 font-medium">Where</th>
          <th className="py-1 pr-3 font-medium">{left}</th>
          <th className="py-1 font-medium">{right}</th>
        </tr>
      </thead>
      <tbody>
        {differences.slice(0, MOST).map((difference) => (
          <tr key={formatPath(difference.path)} className="align-top">
            <th scope="row" className="py-0.5 pr-3 font-normal text-muted wrap-anywhere">
              {formatPath(difference.path) || 'all of it'}
            </th>
            <td className="py-0.5 pr-3 text-bad wrap-anywhere">{text(difference.left)}</td>
            <td className="py-0.5 text-ok wrap-anywhere">{text(difference.right)}</td>
          </tr>
        ))}
        {differences.length > MOST && (
          <tr>
            <td colSpan={3} className="py-0.5 font-sans text-2xs text-faint">
              and {differences.length - MOST} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function text(value: Json | undefined): string {
  if (value === undefined) return '(absent)';
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > 300 ? `${written.slice(0, 300)}…` : written;
}
