'use client';

import { ButtonLink } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { BundleCheck } from '#core/live/export-event.ts';

/** What a check that failed means for whoever exports, and what to do. */
export function RefusalNote(props: { readonly prototypeId: string; readonly checks: readonly BundleCheck[] }) {
  const failed = props.checks.find(({ state }) => state === 'failed');
  if (!failed) return null;
  const { title, advice } = NOTES[failed.id];
  return (
    <ErrorNote
      title={title}
      advice={advice}
      actions={
        <ButtonLink href={`/prototypes/${props.prototypeId}/workflow`} size="sm">
          Go to the workflow
        </ButtonLink>
      }
      className="mt-3"
    />
  );
}

const OURS = 'That is a fault of this studio and not of your workflow. Please report it with what was printed.';

const NOTES: Record<BundleCheck['id'], { readonly title: string; readonly advice: string }> = {
  paths: { title: 'A file would leave the folder of the bundle.', advice: OURS },
  secrets: {
    title: 'A secret would leave this machine.',
    advice: 'Take it out of the workflow: make the value an input, or a secret of the server that needs it.',
  },
  python: {
    title: 'There is no Python here to prove it with.',
    advice: 'Install Python 3.11 or newer where the studio runs, and export again.',
  },
  lint: { title: 'The code is not in order.', advice: OURS },
  types: {
    title: 'The program uses a value in a way that its tool does not take.',
    advice: 'Look at the step of that line in the workflow, and give it a value of the right kind.',
  },
  replay: {
    title: 'The program no longer does what was recorded.',
    advice:
      'Undo the change that made it differ. If the change is meant, record a session that does the job the new way, and make the workflow from that.',
  },
  manifests: { title: 'An object would not be taken by Kubernetes.', advice: OURS },
};
