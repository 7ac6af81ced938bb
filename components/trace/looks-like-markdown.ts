const MARKS = [
  /^#{1,4} \S/m,
  /^\s{0,3}[-*+] \S/m,
  /^\s{0,3}\d+\. \S/m,
  /^```/m,
  /\[[^\]\n]+\]\(https?:[^)\s]+\)/,
  /\*\*[^*\n]+\*\*/,
  /^\|.+\|\s*$/m,
];

/** Whether a text reads better laid out: a heading, or two other marks of Markdown. Looks at its beginning only. */
export function looksLikeMarkdown(text: string): boolean {
  const start = text.slice(0, 8_000);
  const [heading, ...others] = MARKS;
  return heading?.test(start) === true || others.filter((mark) => mark.test(start)).length >= 2;
}
