import type { JsonDifference } from '#core/json/diff.ts';
import type { Json } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

interface DifferenceListProps {
  readonly left: string;
  readonly right: string;
  readonly differences: readonly JsonDifference[];
}

const MOST = 12;

/** Places where two values differ, both sides beside each other; one below the other where there is no room. */
export function DifferenceList({ left, right, differences }: DifferenceListProps) {
  return (
    <table className="block w-full text-left font-mono text-xs sm:table sm:table-fixed">
      <thead className="hidden font-sans text-2xs text-faint sm:table-header-group">
        <tr>
          <th className="w-1/4 py-1 pr-3 font-medium">Where</th>
          <th className="py-1 pr-3 font-medium">{left}</th>
          <th className="py-1 font-medium">{right}</th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {differences.slice(0, MOST).map((difference) => (
          <tr key={formatPath(difference.path)} className="block pb-2 align-top sm:table-row sm:pb-0">
            <th scope="row" className="block py-0.5 pr-3 font-normal text-muted wrap-anywhere sm:table-cell">
              {formatPath(difference.path) || 'all of it'}
            </th>
            <td className="block py-0.5 pr-3 text-bad wrap-anywhere sm:table-cell">
              <SideName>{left}</SideName>
              {text(difference.left)}
            </td>
            <td className="block py-0.5 text-ok wrap-anywhere sm:table-cell">
              <SideName>{right}</SideName>
              {text(difference.right)}
            </td>
          </tr>
        ))}
        {differences.length > MOST && (
          <tr className="block sm:table-row">
            <td colSpan={3} className="block py-0.5 font-sans text-2xs text-faint sm:table-cell">
              and {differences.length - MOST} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** Where the heads of the columns are not shown. */
function SideName({ children }: { readonly children: string }) {
  return <span className="mr-2 font-sans text-2xs text-faint sm:hidden">{children}</span>;
}

function text(value: Json | undefined): string {
  if (value === undefined) return '(absent)';
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > 160 ? `${written.slice(0, 160)}…` : written;
}
