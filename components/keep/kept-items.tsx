import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { FieldDrift } from '#core/keep/diff-item.ts';
import type { ItemReport, KeepReport } from '#core/keep/keep-report.ts';
import { actionLook, standingWords } from './standing-words.ts';

/** What is wanted beside what is there, one line an item; what differs first. */
export function KeptItems({ report }: { readonly report: KeepReport }) {
  const items = report.items.toSorted((a, b) => Number(isSteady(a)) - Number(isSteady(b)));
  return (
    <table aria-label="Wanted and actual" className="w-full table-fixed text-left text-xs">
      <thead className="border-b border-hairline text-2xs text-faint max-sm:hidden">
        <tr>
          <th scope="col" className="px-4 py-2 font-medium">
            Wanted
          </th>
          <th scope="col" className="px-4 py-2 font-medium">
            Actual
          </th>
          <th scope="col" className="w-1/4 px-4 py-2 font-medium">
            {report.mode === 'plan' ? 'The next pass would' : 'The last pass'}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-hairline">
        {items.map((item) => (
          <Row key={item.key} item={item} planned={report.mode === 'plan'} />
        ))}
      </tbody>
    </table>
  );
}

function isSteady({ standing }: ItemReport): boolean {
  return standing.is === 'same' || standing.is === 'trusted';
}

function Row({ item, planned }: { readonly item: ItemReport; readonly planned: boolean }) {
  const { standing, wanted, label, action, outcome } = item;
  const fields = 'fields' in standing ? standing.fields : [];
  const words = standingWords(item);
  const unwanted = standing.is === 'orphan' || standing.is === 'gone';
  return (
    <tr data-standing={standing.is} className="align-top max-sm:flex max-sm:flex-col max-sm:py-2">
      <td className="min-w-0 px-4 py-2.5 max-sm:py-1">
        <p className={classNames('truncate font-medium', unwanted && 'text-muted line-through')}>{titleOf(item)}</p>
        <p className="truncate font-mono text-2xs text-muted">{shortArguments(besides(wanted), 160) || label}</p>
      </td>
      <td className="min-w-0 px-4 py-2.5 max-sm:py-1">
        <span className="mr-1.5 text-2xs text-faint sm:hidden">actual:</span>
        {words !== '' && (
          <span className={classNames(isSteady(item) ? 'text-muted' : 'text-fg', 'break-words')}>{words}</span>
        )}
        {fields.length > 0 && (
          <ul className="flex flex-col gap-1">
            {fields.map((field) => (
              <Field key={field.name} field={field} />
            ))}
          </ul>
        )}
      </td>
      <td className="min-w-0 px-4 py-2.5 max-sm:py-1">
        <p
          className={classNames(
            'flex items-baseline gap-2',
            outcome === 'failed' ? 'text-bad' : actionLook[action].colour,
          )}
        >
          <span aria-hidden="true" className="w-3 shrink-0 font-mono font-medium">
            {actionLook[action].sign}
          </span>
          <span className="min-w-0">{actionWords(item, planned)}</span>
        </p>
        {item.error && <p className="mt-0.5 break-words text-2xs text-bad">{item.error}</p>}
      </td>
    </tr>
  );
}

function Field({ field }: { readonly field: FieldDrift }) {
  return (
    <li className="min-w-0">
      <span className="text-2xs text-faint">{field.name}</span>
      <span className="block truncate font-mono text-2xs text-bad">− {textOf(field.actual)}</span>
      <span className="block truncate font-mono text-2xs text-ok">+ {textOf(field.wanted)}</span>
    </li>
  );
}

function actionWords({ action, outcome, until }: ItemReport, planned: boolean): string {
  if (outcome === 'failed') return 'failed';
  if (planned || (outcome === undefined && action !== 'none' && action !== 'wait' && action !== 'leave')) {
    return actionLook[action].word;
  }
  const then = action === 'wait' && until ? ` until ${until.slice(11, 19)}` : '';
  return `${actionLook[action].done}${then}`;
}

/** What else is wanted, beside what stands above it. */
function besides(wanted: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !TITLES.includes(name)));
}

const TITLES: readonly string[] = ['title', 'name', 'subject', 'summary'];

/** The argument that people know an item by. */
function titleOf({ wanted, label }: ItemReport): string {
  const told = TITLES.map((name) => wanted[name]);
  return textOf(told.find((value) => typeof value === 'string') ?? label);
}

function textOf(value: FieldDrift['wanted']): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
