import type { DraftContext } from '../../draft-context.ts';

/** `a kettle`, `an extra bed`: a thing as people name it for the first time. */
const THING = /(?<![\p{L}\p{N}])an? \p{L}[\p{L}\p{N}-]*(?: \p{L}[\p{L}\p{N}-]*){0,2}(?![\p{L}\p{N}])/giu;

/**
 * Things that the user named both in the job and in the text that they want written: "put a kettle into the room …, the
 * text is "a kettle for <guest>"". Who changes the one changes the other, so it is one value of theirs.
 */
export function saidTwice(strings: readonly string[], context: DraftContext): readonly string[] {
  const { prompt } = context;
  return prompt.quoted
    .filter(({ text }) => text.includes('<'))
    .flatMap((quote) =>
      [...quote.text.matchAll(THING)].flatMap(([run]) => {
        // The longest beginning of the run that the job names too.
        const words = run.split(' ');
        for (let count = words.length; count >= 2; count -= 1) {
          const thing = words.slice(0, count).join(' ');
          const elsewhere = prompt
            .spansOf(thing)
            .some((span) => span.turn !== quote.turn || span.end <= quote.start || span.start >= quote.end);
          if (elsewhere && strings.every((text) => text.includes(thing))) return [thing];
        }
        return [];
      }),
    );
}

/** Numbers, versions and keys that the user wrote into a template: `<n> failed in build 7.29.1`. Another run has others. */
export function saidInTemplates(strings: readonly string[], context: DraftContext): readonly string[] {
  return context.prompt.quoted
    .filter(({ text }) => text.includes('<'))
    .flatMap(({ text }) => text.replace(/<[^<>]*>/g, ' ').match(DATA) ?? [])
    .filter((piece) => strings.every((whole) => whole.includes(piece)));
}

/** A piece of three signs or more with a digit in it. */
const DATA = /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}._-]*\p{N})[\p{L}\p{N}][\p{L}\p{N}._-]+[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
