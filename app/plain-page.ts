/** A page without the studio around it. `paragraphs` are our own constant markup, never anybody's text. */
export function plainPage(
  status: number,
  title: string,
  paragraphs: readonly string[],
  headers?: Record<string, string>,
): Response {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return new Response(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Tracewright</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1.5rem}
h1{font-size:1.25rem}code{font-family:ui-monospace,monospace}</style></head>
<body><h1>${title}</h1>
${body}
</body></html>
`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers } },
  );
}
