import { wordsOf } from '../../words/words.ts';
import { isWrapper, type MemberPath } from './member-path.ts';

/** What holds each member in plain words, as short as tells them apart: `lead of the service`, `lead of the team`. */
export function labelsOf(paths: readonly MemberPath[]): readonly string[] {
  const names = paths.map(namesOf);
  return names.map((all, at) => {
    for (let count = Math.min(2, all.length); count < all.length; count += 1) {
      const label = joined(all.slice(0, count));
      if (names.every((other, index) => index === at || joined(other.slice(0, count)) !== label)) return label;
    }
    return joined(all);
  });
}

const joined = (names: readonly string[]): string => `the ${names.join(' of the ')}`;

/** From the nearest holder to the record itself. */
function namesOf({ holders, about }: MemberPath): readonly string[] {
  const record = about.join(' ');
  return [
    ...holders.filter((name) => !isWrapper(name)).map((name) => wordsOf(name).join(' ')),
    record === '' ? 'record' : record,
  ];
}
