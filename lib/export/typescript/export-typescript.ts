import { workflowIdentity } from '#core/workflow/workflow.ts';
import type { BundleFile } from '../bundle.ts';
import { bundleRecording } from '../bundle-recording.ts';
import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import { catalogueOf } from '../recorded-catalogue.ts';
import { json, makeManifest, printCompilerOptions, printManifest } from './manifest.ts';
import { printEnvironment } from './print/print-environment.ts';
import { printReadme } from './print/print-readme.ts';
import { printReplayTest } from './print/print-replay-test.ts';
import { printSources } from './print-sources.ts';
import { trimLockFile } from './trim-lock-file.ts';

/** The files of a TypeScript agent. */
export async function exportTypeScript(facts: ExportFacts): Promise<readonly BundleFile[]> {
  const { name, workflow, job, trigger, library } = facts;
  const program = lowerWorkflow(workflow, { catalogue: catalogueOf(job.recordings.map(({ trace }) => trace)) });
  const { mcp, variables } = bundleSettings(workflow, facts.servers);
  const recorded = bundleRecording(workflow, job);
  const manifest = makeManifest(name, (packageName) => {
    const version = library.lock.packages[`node_modules/${packageName}`]?.version;
    if (!version) throw new Error(`This product does not have the package ${packageName}.`);
    return version;
  });

  const generated = (path: string, text: string): BundleFile => ({ path, text, role: 'generated' });
  const data = (path: string, value: object): BundleFile => ({ path, text: json(value), role: 'data' });
  return [
    ...Object.entries(await printSources(program, { identity: workflowIdentity(workflow), trigger })).map(
      ([path, text]) => generated(path, text),
    ),
    generated('test/replay.test.ts', printReplayTest()),
    generated('README.md', printReadme({ workflow, trigger, variables, recorded, target: facts.target })),
    generated('.env.example', printEnvironment(variables, { trigger, state: facts.state, recorded })),
    generated('.gitignore', 'node_modules/\ndata/\n.env\n'),
    generated('package.json', printManifest(manifest, { judgements: program.judgements.length > 0 })),
    generated('tsconfig.json', printCompilerOptions()),
    data('package-lock.json', trimLockFile(library.lock, manifest)),
    data('mcp.json', mcp),
    data('trace.json', recorded),
    ...library.files.map(({ path, text }): BundleFile => ({ path, text, role: 'copied' })),
  ];
}
