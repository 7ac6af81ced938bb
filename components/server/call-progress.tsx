'use client';

import { useEffect, useState } from 'react';
import { formatDuration } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ToolProgress } from '#core/tool/tool-caller.ts';

export interface CallProgressProps {
  readonly progress: ToolProgress | null;
  /** `performance.now()` at its start. */
  readonly began: number;
}

/** A call under way: what the server says about it, and for how long. */
export function CallProgress({ progress, began }: CallProgressProps) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setElapsed(performance.now() - began), 100);
    return () => clearInterval(timer);
  }, [began]);
  const total = progress?.total;
  return (
    <div className="flex flex-col gap-2" role="status">
      <p className="flex min-w-0 items-center gap-2 text-sm text-muted">
        <Spinner />
        <span className="min-w-0 truncate">{progress?.message ?? 'The server is working.'}</span>
        <span className="figures ml-auto shrink-0 text-xs">
          {progress && (total ? `${progress.progress} of ${total} · ` : `${progress.progress} · `)}
          {formatDuration(elapsed)}
        </span>
      </p>
      {progress && total ? (
        <progress
          value={progress.progress}
          max={total}
          aria-label="Progress"
          className="h-1 w-full overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
        />
      ) : null}
    </div>
  );
}
