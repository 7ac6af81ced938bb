import { Play } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';

/** Below the sample's recording: do it again, for real. */
export function PlaySample({ onPlay }: { readonly onPlay: () => void }) {
  return (
    <div className="flex items-center gap-3 border-t border-hairline pt-3">
      <Button icon={Play} onClick={onPlay}>
        Play it live
      </Button>
      <p className="text-xs text-muted">
        Starts the two sample servers and lets the script drive them; the recording above makes room for what happens
        then.
      </p>
    </div>
  );
}
