import type { Column } from '../../columns/column.ts';
import { ItemIndex } from '../../columns/item-index.ts';
import type { WantedTexts } from '../../columns/wanted-texts.ts';
import type { Loop } from './loop.ts';

/** What the items of a list hold of the wanted values. */
export function contentOfList(list: Column, wanted: WantedTexts): ItemIndex {
  const content = new ItemIndex(wanted);
  list.values.forEach((value, row) => {
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => {
      content.add('item', item, { row, index });
    });
    content.total += value.length;
  });
  return content;
}

/** The same with what the calls that are known to belong to each item gave. */
export function contentOfLoop(loop: Loop, wanted: WantedTexts): ItemIndex {
  const content = contentOfList(loop.list, wanted);
  loop.groups.forEach((group, at) => {
    for (const { placed, place } of group.members) content.add(`result${at}`, placed.unit.data, place);
  });
  return content;
}
