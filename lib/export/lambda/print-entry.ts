/** `lambda.ts`: always the same, and laid out here as the formatter would. */
export function printEntry(): string {
  return `import { program } from './main.ts';
import { lambdaHandlers } from './runtime/aws/lambda/lambda-handlers.ts';
import { serveInvocations } from './runtime/aws/lambda/serve-invocations.ts';

/** What AWS Lambda calls: \`run\`, \`queue\` and \`webhook\`. */
export const handlers = lambdaHandlers(program, import.meta.dirname);

// The image is not one of AWS's own, so it asks for its events itself; template.yaml names the handler.
if (import.meta.main) await serveInvocations(handlers, process.argv[2]);
`;
}
