import { Skeleton } from '#components/ui/skeleton.tsx';

/** Holds the place of a list page: title, and rows or cards of the size that comes. */
export function PageLoading({ shape }: { readonly shape: 'cards' | 'rows' }) {
  return (
    <div className="min-h-0 flex-1 overflow-hidden" aria-busy="true">
      <div className="mx-auto max-w-6xl px-4 pt-6 sm:px-8 sm:pt-8">
        <span role="status" className="sr-only">
          Loading
        </span>
        <Skeleton className="h-7 w-36" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
        {shape === 'cards' ? (
          <div className="mt-6 grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-4">
            {['a', 'b', 'c'].map((key) => (
              <Skeleton key={key} className="h-54 rounded-lg" />
            ))}
          </div>
        ) : (
          <Skeleton className="mt-6 h-64 rounded-lg" />
        )}
      </div>
    </div>
  );
}
