import { MiniMap } from '@xyflow/react';

interface CanvasOverviewProps {
  /** A canvas that is tall needs a tall overview. */
  readonly tall?: boolean;
}

/** All of a big canvas, small, at its lower right; dragging in it moves the canvas. */
export function CanvasOverview({ tall = false }: CanvasOverviewProps) {
  return (
    <MiniMap
      pannable
      zoomable
      ariaLabel="Overview of the graph"
      position="bottom-right"
      className="graph-minimap"
      style={tall ? { width: 96, height: 160 } : { width: 160, height: 96 }}
      nodeBorderRadius={16}
      nodeColor="var(--faint)"
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--bg) 72%, transparent)"
    />
  );
}
