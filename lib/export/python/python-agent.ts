import { collectingLoops } from '#core/keep/collecting-loops.ts';
import { workflowIdentity } from '#core/workflow/workflow.ts';
import { aboutAgent } from '../about-agent.ts';
import type { PrintedAgent } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { bundleLock } from '../bundle-lock.ts';
import { bundleRecording } from '../bundle-recording.ts';
import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import { printEnvironment } from '../print/print-environment.ts';
import { printReadme } from '../print/print-readme.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import { catalogueOf } from '../recorded-catalogue.ts';
import { DOCKERFILE, DOCKERIGNORE } from './dockerfile.ts';
import { PYTHON_RULES } from './language-rules.ts';
import { PYTHON_WORDS } from './print/language-words.ts';
import { printProject } from './print/print-project.ts';
import { printReplayTest } from './print/print-replay-test.ts';
import { printSources } from './print-sources.ts';
import { requiredPackages } from './required-packages.ts';
import { requirementsOf } from './requirements-of.ts';

/** The agent of a workflow in Python. */
export async function pythonAgent(facts: ExportFacts): Promise<PrintedAgent> {
  const { name, workflow, job, trigger, state } = facts;
  const { python } = facts.library;
  const catalogue = catalogueOf(job.recordings.map(({ trace }) => trace));
  const keeps = trigger.on === 'keep';
  const program = lowerWorkflow(keeps ? collectingLoops(workflow) : workflow, {
    ...{ catalogue, keeps, rules: PYTHON_RULES },
  });
  const { mcp, variables } = bundleSettings(workflow, facts.servers);
  const recorded = bundleRecording(workflow, job);
  const approve = PYTHON_WORDS.command('approve');

  const generated = (path: string, text: string): BundleFile => ({ path, text, role: 'generated' });
  const data = (path: string, value: object): BundleFile => ({
    path,
    text: `${JSON.stringify(value, null, 2)}\n`,
    role: 'data',
  });
  const about = aboutAgent(workflow);
  const sources = Object.entries(printSources(program, { identity: workflowIdentity(workflow), trigger, about }));
  const { placeLine } = facts;
  const requirements = requirementsOf(python, trigger);
  const files = [
    ...sources.map(([path, text]) => generated(path, text)),
    generated('tests/__init__.py', ''),
    generated('tests/test_replay.py', printReplayTest()),
    generated(
      'README.md',
      printReadme({ workflow, trigger, host: facts.host, variables, recorded, placeLine, words: PYTHON_WORDS }),
    ),
    generated('.env.example', printEnvironment(variables, { trigger, host: facts.host, state, recorded, approve })),
    generated('.gitignore', '.venv/\n__pycache__/\ndata/\n.env\n'),
    generated('pyproject.toml', printProject(name)),
    data('mcp.json', mcp),
    data('mcp.lock', bundleLock(workflow, job)),
    data('trace.json', recorded),
    { path: 'requirements.txt', text: requirements, role: 'copied' } as const,
    ...python.files.map(({ path, text }): BundleFile => ({ path, text, role: 'copied' })),
  ];
  return { language: 'python', files, dependencies: requiredPackages(requirements), ...HOW_IT_RUNS };
}

const HOW_IT_RUNS: Omit<PrintedAgent, 'language' | 'files' | 'dependencies'> = {
  program: { image: ['python', 'main.py'], installed: ['.venv/bin/python', 'main.py'] },
  uses: {
    plan: ['plan'],
    apply: ['apply'],
    applyAgreed: ['apply', '--yes'],
    serve: ['serve'],
    trigger: ['trigger'],
    approve: ['approve'],
  },
  install: [
    ['python3', '-m', 'venv', '.venv'],
    ['.venv/bin/python', '-m', 'pip', 'install', '--require-hashes', '-r', 'requirements.txt'],
  ],
  image: {
    dockerfile: DOCKERFILE,
    dockerignore: DOCKERIGNORE,
    folder: '/app',
    dataFolder: '/app/data',
    user: 10001,
    healthCheck: [
      'python',
      '-c',
      "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=3)",
    ],
    port: 8080,
  },
  atHome: {
    install: [
      'python3 -m venv .venv && . .venv/bin/activate',
      'pip install --require-hashes -r requirements.txt',
      'python -m unittest discover -s tests -t .    # replays the recording, offline',
    ],
    plan: 'python main.py plan',
    run: ['python main.py apply    # asks before each change', 'python main.py serve    # keeps running'],
  },
};
