import { describe, expect, it } from 'vitest';
import { type KeyStroke, keyCaps, strokeName } from './key-chord.ts';

const press = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  it('reads strokes the way commands write them', () => {
    expect(strokeName(press('k', { metaKey: true }))).toBe('mod+k');
    expect(strokeName(press('K', { ctrlKey: true, shiftKey: true }))).toBe('mod+shift+k');
    expect(strokeName(press('Enter', { shiftKey: true }))).toBe('shift+enter');
    expect(strokeName(press('g'))).toBe('g');
  });

  it('takes a character that needs Shift as the character', () => {
    expect(strokeName(press('?', { shiftKey: true }))).toBe('?');
  });

  it('waits for the key after a modifier', () => {
    expect(strokeName(press('Shift', { shiftKey: true }))).toBeNull();
  });

  it('shows keys as they stand on the keyboard', () => {
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
    expect(keyCaps('mod+enter', false)).toEqual(['Ctrl', '↵']);
    expect(keyCaps('g s', true)).toEqual(['G', 'then', 'S']);
  });
});
