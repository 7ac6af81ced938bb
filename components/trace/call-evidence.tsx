'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import type { CallView } from './call-view.ts';
import { LinkCard } from './link-card.tsx';
import { stepsOfCall } from './steps-of-call.ts';
import { linkKey, type ValueLink } from './value-flow.ts';

/** Why the graph says what it says of a call: the bytes at both ends of every value that flowed in or out. */
export function CallEvidence({ call, links }: { readonly call: CallView; readonly links: readonly ValueLink[] }) {
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  const into = links.filter((link) => link.target.call === call.id);
  const out = links.filter((link) => link.target.call !== call.id);
  const dropped = workflow?.evidence.dropped.find((entry) => entry.call === call.id);
  const steps = workflow ? stepsOfCall(workflow.workflow, call.id) : [];
  const notes = workflow?.evidence.notes.filter((note) => steps.includes(note.step)) ?? [];
  return (
    <div className="flex flex-col gap-4 px-4 py-3 text-sm">
      {dropped && (
        <p className="rounded-md bg-raised px-3 py-2 text-xs">
          <span className="font-medium">Not part of the workflow.</span>{' '}
          <span className="text-muted">{dropped.reason}</span>
        </p>
      )}
      {notes.map((note) => (
        <p key={note.text} className="text-xs text-muted">
          {note.text}
        </p>
      ))}
      <Links title="Came in" links={into} empty="No argument was seen before in the prompt or in an earlier result." />
      <Links title="Went on" links={out} empty="No later argument holds a value of this result." />
    </div>
  );
}

function Links(props: { readonly title: string; readonly links: readonly ValueLink[]; readonly empty: string }) {
  const { title, links, empty } = props;
  return (
    <section>
      <h3 className="mb-1.5 text-2xs font-medium text-faint">{title}</h3>
      {links.length === 0 && <p className="text-xs text-muted">{empty}</p>}
      <ul className="flex flex-col gap-2">
        {links.slice(0, 60).map((link) => (
          <li key={linkKey(link)}>
            <LinkCard link={link} />
          </li>
        ))}
      </ul>
      {links.length > 60 && <p className="mt-2 text-2xs text-faint">and {links.length - 60} more</p>}
    </section>
  );
}
