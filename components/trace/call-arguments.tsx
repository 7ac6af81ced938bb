'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { Json, JsonPath } from '#core/json/json.ts';
import type { CallView } from './call-view.ts';
import { LinkSourceLine } from './link-source-line.tsx';
import { linkKey, linkOrigin, type ValueLink } from './value-flow.ts';

/** Every argument with its value and, below it, where the value came from. Pointing at one lights its source up. */
export function CallArguments({ call, links }: { readonly call: CallView; readonly links: readonly ValueLink[] }) {
  const entries = Object.entries(call.args);
  if (entries.length === 0) return <p className="px-4 py-6 text-sm text-muted">Called without arguments.</p>;
  return (
    <ul className="divide-y divide-hairline">
      {entries.map(([name, value]) => (
        <Argument
          key={name}
          call={call.id}
          name={name}
          value={value}
          links={links.filter((link) => link.target.call === call.id && link.target.path[0] === name)}
        />
      ))}
    </ul>
  );
}

interface ArgumentProps {
  readonly call: string;
  readonly name: string;
  readonly value: Json;
  readonly links: readonly ValueLink[];
}

function Argument({ call, name, value, links }: ArgumentProps) {
  const { point } = usePrototypeActions();
  const pointed = usePrototype(
    ({ pointed: at }) => at?.kind === 'value' && at.call === call && at.side === 'arguments' && at.path[0] === name,
  );
  const at = (path: JsonPath) => ({ kind: 'value', call, side: 'arguments', path }) as const;
  const scalar = typeof value !== 'object' || value === null;
  return (
    <li
      onMouseEnter={() => point(at([name]))}
      onMouseLeave={() => point(null)}
      className={classNames('px-4 py-2.5 transition-colors', pointed && 'bg-raised')}
    >
      <p className="truncate pb-0.5 text-2xs text-faint" title={name}>
        {name}
      </p>
      {scalar && <Scalar value={value} links={links} />}
      {!scalar && (
        <JsonView
          bare
          label={name}
          root={name}
          value={value}
          highlights={links.map((link) => ({ path: link.target.path.slice(1), origin: linkOrigin(link) }))}
          onPoint={(path) => point(at(path ? [name, ...path] : [name]))}
          className="-ml-1"
          viewClassName="max-h-64"
        />
      )}
      {links.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1">
          {links.slice(0, 12).map((link) => (
            <li key={linkKey(link)}>
              <LinkSourceLine link={link} named={!scalar} />
            </li>
          ))}
          {links.length > 12 && <li className="text-2xs text-faint">and {links.length - 12} more</li>}
        </ul>
      )}
    </li>
  );
}

/** The value, the parts of it that came from somewhere underlined in the colour of where. */
function Scalar({ value, links }: { readonly value: Json; readonly links: readonly ValueLink[] }) {
  const whole = links.find((link) => link.target.start === undefined);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const holes = links
    .filter((link) => link.target.start !== undefined)
    .toSorted((a, b) => (a.target.start ?? 0) - (b.target.start ?? 0));
  const className = 'block max-h-48 overflow-y-auto font-mono text-xs wrap-anywhere whitespace-pre-wrap';
  if (whole || holes.length === 0) {
    return (
      <span className={classNames(className, whole && originText[linkOrigin(whole)])}>{text === '' ? '“”' : text}</span>
    );
  }
  let end = 0;
  const parts = holes.flatMap((link) => {
    const from = link.target.start ?? 0;
    const to = link.target.end ?? from;
    const before = text.slice(end, from);
    end = to;
    return [
      before,
      <span
        key={from}
        className={classNames('underline decoration-1 underline-offset-2', originText[linkOrigin(link)])}
      >
        {text.slice(from, to)}
      </span>,
    ];
  });
  return (
    <span className={className}>
      {parts}
      {text.slice(end)}
    </span>
  );
}

const originText = { input: 'text-origin-input', reference: 'text-origin-reference' } as const;
