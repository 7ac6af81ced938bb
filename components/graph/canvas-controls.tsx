'use client';

import { useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useCommands } from '#components/shell/use-commands.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useGentleMotion } from './use-gentle-motion.ts';

/** Zoom and fit, at the lower left of a canvas. */
export function CanvasControls({ onFit }: { readonly onFit: () => void }) {
  const flow = useReactFlow();
  const motion = useGentleMotion();
  const zoomIn = () => void flow.zoomIn({ duration: motion(120) });
  const zoomOut = () => void flow.zoomOut({ duration: motion(120) });
  useCommands([
    { id: 'canvas.in', label: 'Zoom in', group: 'Graph', icon: Plus, keys: '=', run: zoomIn },
    { id: 'canvas.out', label: 'Zoom out', group: 'Graph', icon: Minus, keys: '-', run: zoomOut },
  ]);
  return (
    <div className="absolute bottom-3 left-3 z-10 flex rounded-md border border-hairline bg-surface shadow-card">
      <IconButton icon={Minus} size="sm" label="Zoom out" keys={['-']} onClick={zoomOut} />
      <IconButton icon={Plus} size="sm" label="Zoom in" keys={['=']} onClick={zoomIn} />
      <IconButton icon={Maximize} size="sm" label="Fit the graph" keys={['F']} onClick={onFit} />
    </div>
  );
}
