'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useSyncExternalStore } from 'react';
import { classNames } from './class-names.ts';
import { paneSizes } from './pane-sizes.ts';

export interface SplitPaneProps {
  /** Names the divider for screen readers, e.g. "Chat width". */
  readonly label: string;
  /** Under this name the size is remembered in the browser. */
  readonly id: string;
  readonly direction?: 'row' | 'column';
  /** The pane whose size is kept; the other takes the rest. */
  readonly sized?: 'first' | 'second';
  /** Pixels. */
  readonly initial: number;
  readonly min?: number;
  readonly max?: number;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly className?: string;
}

/** Two panes with a divider: drag it, or focus it and use the arrow keys (Shift for more), Home and End. */
export function SplitPane(props: SplitPaneProps) {
  const { label, id, direction = 'row', sized = 'first', initial, min = 160, max = 900, first, second } = props;
  const size = useSyncExternalStore(
    paneSizes.subscribe,
    () => paneSizes.read(id) ?? initial,
    () => initial,
  );
  const drag = useRef<{ readonly from: number; readonly size: number } | null>(null);
  const row = direction === 'row';
  const set = (next: number) => paneSizes.write(id, Math.round(Math.min(max, Math.max(min, next))));
  const sign = sized === 'first' ? 1 : -1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: row ? event.clientX : event.clientY, size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) set(drag.current.size + sign * ((row ? event.clientX : event.clientY) - drag.current.from));
  };
  const onPointerUp = () => {
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.shiftKey ? 64 : 16;
    const moves: Record<string, number> = {
      [row ? 'ArrowRight' : 'ArrowDown']: size + sign * by,
      [row ? 'ArrowLeft' : 'ArrowUp']: size - sign * by,
      Home: min,
      End: max,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };

  const fixed = { [row ? 'width' : 'height']: `min(${size}px, ${row ? '85%' : '80%'})` };
  const pane = 'relative min-h-0 min-w-0 overflow-hidden';
  return (
    <div className={classNames('flex min-h-0 min-w-0 flex-1', row ? 'flex-row' : 'flex-col', props.className)}>
      <div
        className={classNames(pane, sized === 'first' ? 'shrink-0' : 'flex-1')}
        style={sized === 'first' ? fixed : undefined}
      >
        {first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and dragged; this is the ARIA window splitter. */}
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={row ? 'vertical' : 'horizontal'}
        aria-valuenow={size}
        aria-valuemin={min}
        aria-valuemax={max}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={() => set(initial)}
        onKeyDown={onKeyDown}
        className={classNames(
          'group relative z-10 shrink-0 touch-none bg-hairline transition-colors hover:bg-accent focus-visible:bg-accent',
          row ? 'w-px cursor-col-resize' : 'h-px cursor-row-resize',
          'before:absolute',
          row ? 'before:inset-y-0 before:-left-1 before:w-2' : 'before:inset-x-0 before:-top-1 before:h-2',
        )}
      />
      <div
        className={classNames(pane, sized === 'second' ? 'shrink-0' : 'flex-1')}
        style={sized === 'second' ? fixed : undefined}
      >
        {second}
      </div>
    </div>
  );
}
