import { headers as requestHeaders } from 'next/headers';

/** A page without the studio around it. `paragraphs` are our own constant markup, never anybody's text. */
export async function plainPage(
  status: number,
  title: string,
  paragraphs: readonly string[],
  headers?: Record<string, string>,
): Promise<Response> {
  const nonce = (await requestHeaders()).get('x-nonce') ?? '';
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return new Response(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Tracewright</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">:root{color-scheme:light dark;--bg:#fafafb;--surface:#fff;--fg:#17181c;--muted:#585b66;--line:#e4e4ea}
@media(prefers-color-scheme:dark){:root{--bg:#0c0d0f;--surface:#121317;--fg:#eeeff2;--muted:#9a9da8;--line:#26282e}}
body{font:14px/1.6 Inter,system-ui,sans-serif;background:var(--bg);color:var(--fg);display:grid;place-items:center;min-height:100vh;margin:0}
main{box-sizing:border-box;width:min(30rem,100vw - 2rem);padding:1.5rem;background:var(--surface);border:1px solid var(--line);border-radius:12px}
main>img{display:block;margin-bottom:1rem}h1{font-size:1rem;margin:0 0 .5rem}p{color:var(--muted);margin:.5rem 0 0}a{color:inherit}
code{font:12px ui-monospace,monospace;color:var(--fg);background:var(--bg);border:1px solid var(--line);border-radius:4px;padding:1px 4px}</style></head>
<body><main><img src="/icon.svg" width="24" height="24" alt="Tracewright"><h1>${title}</h1>
${body}
</main></body></html>
`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers } },
  );
}
