import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from '../../python/test/python-environment.ts';

/** A Python with what `requirements.txt` beside this file names; a string is why there is none. */
export function pythonPeers(): ReturnType<typeof pythonEnvironment> {
  return pythonEnvironment(join(import.meta.dirname, 'requirements.txt'));
}

/** What `call_agent.py` saw. */
export interface SeenByOthers {
  /** What is wrong with its OpenAPI document. */
  readonly openapi: readonly string[];
  /** Over MCP, by a client that greets as of old, and by one of today. */
  readonly legacy: SeenTool;
  readonly modern: SeenTool;
}

interface SeenTool {
  readonly tool: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  readonly structured: Readonly<Record<string, unknown>>;
}

export async function callAgentFromPython(
  python: string,
  call: { readonly url: string; readonly token: string; readonly inputs: object },
): Promise<SeenByOthers> {
  const script = join(import.meta.dirname, 'call_agent.py');
  const env = { ...process.env, RUN_TOKEN: call.token };
  const { stdout } = await promisify(execFile)(python, ['-B', script, call.url, JSON.stringify(call.inputs)], { env });
  return JSON.parse(stdout) as SeenByOthers;
}

/** What another people's validator finds wrong with an OpenAPI 3.1 document. */
export async function openApiProblems(python: string, document: object): Promise<readonly string[]> {
  const program = [
    'import json, sys',
    'from openapi_spec_validator import OpenAPIV31SpecValidator',
    'errors = OpenAPIV31SpecValidator(json.load(sys.stdin)).iter_errors()',
    'print(json.dumps([error.message for error in errors]))',
  ].join('\n');
  const validating = promisify(execFile)(python, ['-B', '-c', program]);
  validating.child.stdin?.end(JSON.stringify(document));
  return JSON.parse((await validating).stdout) as string[];
}
