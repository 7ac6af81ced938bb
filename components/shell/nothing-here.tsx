import { Compass } from 'lucide-react';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** The page of an address that leads nowhere. */
export function NothingHere() {
  return (
    <div className="flex flex-1 items-center justify-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        actions={<ButtonLink href="/">To the prototypes</ButtonLink>}
      >
        It may have been deleted or renamed since the link was made.
      </EmptyState>
    </div>
  );
}
