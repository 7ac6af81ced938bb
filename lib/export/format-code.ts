import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

/** Lays out TypeScript as people expect it. Rejects where the text does not parse. */
export function formatTypeScript(text: string): Promise<string> {
  return format(text, {
    parser: 'typescript',
    plugins: [estree as never, typescript],
    printWidth: 110,
    singleQuote: true,
    quoteProps: 'as-needed',
  });
}
