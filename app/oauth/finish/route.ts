import { finishSignIn } from '#lib/studio/servers/sign-in.ts';
import { handle } from '../../api/handle.ts';
import { plainPage } from '../../plain-page.ts';

/** Ends a sign-in and goes on to the server's page, where its state says how it went. */
export const GET = handle({}, async ({ studio, request }) => {
  const alias = await finishSignIn(studio, new URL(request.url).searchParams);
  if (alias === null) {
    return plainPage(409, 'This sign-in is not known here', [
      'It was begun elsewhere, or took longer than ten minutes. <a href="/servers">Begin it again on the server’s page.</a>',
    ]);
  }
  return new Response(null, { status: 303, headers: { Location: `/servers/${alias}`, 'Cache-Control': 'no-store' } });
});
