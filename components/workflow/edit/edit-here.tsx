'use client';

import * as Radix from 'radix-ui/popover';
import { placeWords } from '#core/workflow/edit/describe-edit.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { findExpr } from '#core/workflow/find-step.ts';
import { placeAttribute } from '../place-attribute.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { PlaceEditor } from './place-editor.tsx';

interface EditHereProps {
  /** What is changed; null where nothing is. */
  readonly place: Place | null;
  readonly onClose: () => void;
}

/** Changes a value where it stands on the graph: the same editor as in the inspector, at the value itself. */
export function EditHere({ place, onClose }: EditHereProps) {
  const { view } = useWorkflowPage();
  const expr = place && findExpr(view.workflow, place);
  const anchor = place && document.querySelector(`[data-place="${CSS.escape(placeAttribute(place))}"]`);
  if (!place || !expr || !anchor) return null;
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={{ current: anchor }} />
      <Radix.Portal>
        <Radix.Content
          aria-label={`Change ${placeWords(place)}`}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-h-[min(32rem,70vh)] w-96 max-w-[calc(100vw-1rem)] animate-rise-in overflow-y-auto rounded-lg bg-surface p-3 shadow-overlay outline-none"
        >
          <PlaceEditor key={JSON.stringify(place)} place={place} expr={expr} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
