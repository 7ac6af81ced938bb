import { shortValue } from '#components/trace/short-arguments.ts';
import type { Input } from '#core/workflow/workflow.ts';

/** What a caller gives, each input with its type and what holds where it is left out. */
export function EndpointInputs({ inputs }: { readonly inputs: readonly Input[] }) {
  if (inputs.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">The workflow has no inputs: every call is the same.</p>;
  }
  return (
    <ul className="divide-y divide-hairline">
      {inputs.map(({ name, schema, description = schema.description, default: value }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2">
          <span className="font-mono text-xs font-medium">{name}</span>
          <span className="text-xs text-muted">{typeof schema.type === 'string' ? schema.type : 'any'}</span>
          {typeof description === 'string' && <span className="min-w-0 text-xs text-muted">{description}</span>}
          <span className="ml-auto min-w-0 truncate text-xs text-muted">
            {value === undefined ? (
              'required'
            ) : (
              <>
                otherwise <span className="font-mono text-fg">{shortValue(value)}</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
