/** Plain values that somebody asks for, by their text, answered fast for the many values that nobody asks for. */
export class WantedTexts {
  private readonly texts = new Set<string>();
  private readonly numbers = new Set<number>();
  /** One flag per sign of a wanted text: most other texts fall out here, before their hash is reckoned. */
  private readonly signs = new Uint8Array(SIGNS);
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      this.texts.add(text);
      this.signs[signOf(text)] = 1;
      const number = Number(text);
      if (String(number) !== text) continue;
      this.numbers.add(number);
      this.least = Math.min(this.least, number);
      this.greatest = Math.max(this.greatest, number);
    }
  }

  hasText(text: string): boolean {
    return this.signs[signOf(text)] === 1 && this.texts.has(text);
  }

  /** Whether the number, written as text, is one of them. */
  hasNumber(number: number): boolean {
    return number >= this.least && number <= this.greatest && this.numbers.has(number);
  }
}

const SIGNS = 1 << 16;

/** A number that equal texts share: made of the length and three characters. */
function signOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  const first = text.charCodeAt(0);
  const middle = text.charCodeAt(length >> 1);
  const last = text.charCodeAt(length - 1);
  return (length * 7919 + first * 961 + middle * 31 + last * 1369) & (SIGNS - 1);
}
