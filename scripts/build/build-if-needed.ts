import { isBuilt } from './build-stamp.ts';

/** Builds where the sources are newer than the build, with visible progress; otherwise does nothing. */
export async function buildIfNeeded(): Promise<void> {
  if (isBuilt()) return;
  const { build } = await import('./build.ts');
  await build();
}
