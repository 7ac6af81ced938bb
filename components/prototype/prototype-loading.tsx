import { Skeleton } from '#components/ui/skeleton.tsx';

/** Holds the place of a prototype: its header, and the panes of the design table. */
export function PrototypeLoading() {
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
      <span role="status" className="sr-only">
        Loading the prototype
      </span>
      <div className="flex h-12 shrink-0 items-center gap-6 border-b border-hairline bg-surface px-4">
        <Skeleton className="h-5 w-44" />
        <Skeleton className="hidden h-4 w-72 md:block" />
        <Skeleton className="ml-auto h-8 w-32 rounded-md" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex w-96 max-w-full flex-col gap-3 border-hairline p-4 md:border-r">
          <Skeleton className="ml-auto h-12 w-3/5 rounded-lg" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
        </div>
      </div>
    </div>
  );
}
