import { classNames } from '#components/ui/class-names.ts';
import type { CallSketch } from '#core/live/prototype-summary.ts';
import { sketchGraph } from './graph-sketch.ts';

const COLUMN = 22;
const ROW = 12;
const LEFT = 14;
const TOP = 14;
/** A picture of few calls is drawn larger, up to this width. */
const ROOM = 150;

export interface GraphThumbnailProps {
  readonly calls: readonly CallSketch[];
  /** Pixels of the screen per unit of the picture; never more than there is room for. */
  readonly scale?: number;
  /** Without the ground that makes it a picture of its own. */
  readonly plain?: boolean;
  readonly className?: string;
}

/** The graph of a prototype at a glance: how many turns, how many servers, where it fans out. Decorative. */
export function GraphThumbnail({ calls, scale = 1.25, plain = false, className }: GraphThumbnailProps) {
  const { nodes, links } = sketchGraph(calls);
  const columns = Math.max(0, ...nodes.map((node) => node.x)) + 1;
  const rows = Math.max(0, ...nodes.map((node) => node.y)) + 1;
  const width = LEFT * 2 + (columns - 1) * COLUMN + 12;
  const height = TOP * 2 + (rows - 1) * ROW;
  const at = (x: number, y: number) => ({ x: LEFT + x * COLUMN, y: TOP + y * ROW });
  return (
    <div
      aria-hidden="true"
      className={classNames(
        'flex items-center justify-center overflow-hidden',
        !plain &&
          'bg-sunken [background-image:radial-gradient(var(--hairline)_1px,transparent_1px)] [background-size:12px_12px]',
        className,
      )}
    >
      {nodes.length === 0 ? (
        <svg aria-hidden="true" viewBox="0 0 120 40" className="h-10 w-30">
          <path d="M26 20h24m20 0h24" className="stroke-hairline-strong" strokeDasharray="2 3" />
          {[10, 52, 94].map((x) => (
            <rect
              key={x}
              x={x}
              y="15"
              width="16"
              height="10"
              rx="3"
              className="fill-surface stroke-hairline-strong"
              strokeDasharray="2 2"
            />
          ))}
        </svg>
      ) : (
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          className="max-h-full max-w-full"
          style={{ width: width * Math.min(2 * scale, Math.max(scale, ROOM / width)) }}
        >
          {links.map(({ from, to }) => {
            const a = at(from.x, from.y);
            const b = at(to.x, to.y);
            const bend = COLUMN * 0.45;
            return (
              <path
                key={`${from.id} ${to.id}`}
                d={`M${a.x + 12} ${a.y}C${a.x + 12 + bend} ${a.y} ${b.x - bend} ${b.y} ${b.x} ${b.y}`}
                fill="none"
                className="stroke-accent/45"
              />
            );
          })}
          {nodes.map((node) => {
            const { x, y } = at(node.x, node.y);
            return (
              <rect
                key={node.id}
                x={x}
                y={y - 4}
                width={12}
                height={8}
                rx={2.5}
                className={classNames(
                  node.failed
                    ? 'fill-surface stroke-bad'
                    : node.lane % 2 === 0
                      ? 'fill-surface stroke-muted'
                      : 'fill-accent-soft stroke-accent',
                )}
              />
            );
          })}
        </svg>
      )}
    </div>
  );
}
