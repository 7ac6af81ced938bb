import type { KeyboardEvent } from 'react';
import type { Direction } from './neighbour.ts';

/** How every canvas behaves: a picture to look at and to choose from, not one to draw in; the keyboard is ours. */
export const canvasProps = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  zoomOnDoubleClick: false,
  panOnScroll: true,
  disableKeyboardA11y: true,
} as const;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Where an arrow key leads; null for other keys, with a modifier, and where something is being written or chosen. */
export function arrowDirection({ key, altKey, ctrlKey, metaKey, target }: KeyboardEvent): Direction | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (target instanceof HTMLElement && target.closest('input, textarea, [role="menu"], [role="listbox"]')) return null;
  return DIRECTIONS[key] ?? null;
}
