import type { Json } from '../../json/json.ts';

export const isCursorName = (name: string): boolean =>
  /cursor|page_?token|continuation|^(starting_)?after$|^next(_|$)|^marker$/i.test(name);

/** A parameter that takes the last item that was read: `starting_after`, `after_id`, `sinceId`. */
export const isPlaceAfter = (name: string): boolean =>
  /^(start(ing)?_?)?(after|since|last|from)_?(item|\w*id|\w*key)?$/i.test(name) &&
  !/^(from|start|last|since)$/i.test(name);

export const isNextName = (name: string): boolean =>
  /^next$|next_?(cursor|page|token|page_?token|url|marker|offset)|^(end_?)?cursor$|continuation|^after$/i.test(name);

/** A member of a result that gives the value for a cursor parameter: named like it, or by a word for what comes next. */
export const isCursorField = (name: string, param: string): boolean =>
  isNextName(name) ||
  name.toLowerCase().replace(/_/g, '') === param.toLowerCase().replace(/_/g, '') ||
  (/cursor|page_?token|continuation|marker/i.test(name) && !/prev|before|start|current|self|first|has|is_/i.test(name));

/** The number of the last page, or how many pages there are. */
export const isLastPage = (name: string): boolean =>
  /^(last|total|max|num|number_?of)_?pages?$|^pages?_?(count|total)$|^pages$/i.test(name);

export const isOffset = (name: string): boolean => /^(offset|skip|start(_?(at|index|from))?|from)$/i.test(name);

/** A name that means a place in a list only sometimes. */
export const isVague = (name: string): boolean => /^(from|start|p)$/i.test(name);

export const isPageNumber = (name: string): boolean => /^page(_?(number|no|num|index))?$|^p$/i.test(name);

export const isStart = (value: Json | undefined): boolean =>
  value === null || value === 0 || value === 1 || value === '';
