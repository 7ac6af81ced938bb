'use client';

import { useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useGentleMotion } from './use-gentle-motion.ts';

/** Zoom and fit, at the lower left of a canvas. */
export function CanvasControls({ onFit }: { readonly onFit: () => void }) {
  const flow = useReactFlow();
  const motion = useGentleMotion();
  return (
    <div className="absolute bottom-3 left-3 z-10 flex rounded-md border border-hairline bg-surface shadow-card">
      <IconButton icon={Minus} size="sm" label="Zoom out" onClick={() => flow.zoomOut({ duration: motion(120) })} />
      <IconButton icon={Plus} size="sm" label="Zoom in" onClick={() => flow.zoomIn({ duration: motion(120) })} />
      <IconButton icon={Maximize} size="sm" label="Fit the graph" keys={['F']} onClick={onFit} />
    </div>
  );
}
