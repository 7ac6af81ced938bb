import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { QueueServer } from '../../lib/export/test/test-queue.ts';
import { isInstalled } from '../test/ensure-tools.ts';
import { freePort } from './free-port.ts';
import { runProgram } from './run-program.ts';

const SOURCE = join(import.meta.dirname, 'pubsub-server');

interface Publisher {
  createTopic(topic: { readonly name: string }): Promise<unknown>;
  publish(request: {
    readonly topic: string;
    readonly messages: readonly { readonly data: Buffer; readonly attributes: Readonly<Record<string, string>> }[];
  }): Promise<unknown>;
}

interface Subscriber {
  createSubscription(subscription: object): Promise<unknown>;
  pull(request: object): Promise<readonly [{ readonly receivedMessages: readonly Received[] }]>;
  modifyAckDeadline(request: object): Promise<unknown>;
}

interface Received {
  readonly ackId: string;
  readonly message: { readonly data: Buffer };
}

/**
 * Google's own fake of Pub/Sub, built by Go and kept between runs below `folder`; or why it cannot be had. Its clients
 * find it by `PUBSUB_EMULATOR_HOST` of the process's environment, which it sets with `setVariable`.
 */
export async function startPubsubQueues(
  folder: string,
  setVariable: (name: string, value: string) => void,
): Promise<QueueServer | { readonly missing: string }> {
  if (!isInstalled('go')) return { missing: 'go is not installed' };
  let program: string;
  try {
    program = buildServer(folder);
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
  const [port, listed] = [await freePort(), await freePort()];
  const server = spawn(program, [String(port), String(listed)], { stdio: 'ignore' });
  const messages = async () => {
    const answer = await fetch(`http://127.0.0.1:${listed}/`);
    return (await answer.json()) as readonly { readonly topic: string; readonly acks: number }[];
  };
  for (let look = 0; look < 100; look += 1) {
    if (await messages().catch(() => null)) break;
    await setTimeout(100);
  }
  const env = { PUBSUB_EMULATOR_HOST: `127.0.0.1:${port}`, METADATA_SERVER_DETECTION: 'none' };
  for (const [name, value] of Object.entries(env)) setVariable(name, value);
  const { publisher, subscriber } = await openClients();
  let count = 0;
  return {
    close: () => void server.kill(),
    async newQueue(handedOut = 5) {
      count += 1;
      const name = `orders-${count}`;
      const [topic, dead] = [`projects/test/topics/${name}`, `projects/test/topics/${name}-dead`];
      const [subscription, buried] = [
        `projects/test/subscriptions/${name}`,
        `projects/test/subscriptions/${name}-dead`,
      ];
      for (const each of [topic, dead]) await publisher.createTopic({ name: each });
      const deadLetterPolicy = { deadLetterTopic: dead, maxDeliveryAttempts: handedOut };
      await subscriber.createSubscription({ name: subscription, topic, ackDeadlineSeconds: 10, deadLetterPolicy });
      await subscriber.createSubscription({ name: buried, topic: dead, ackDeadlineSeconds: 10 });
      const pull = async (from: string, ackDeadlineSeconds: number) => {
        const [{ receivedMessages }] = await subscriber.pull({ subscription: from, maxMessages: 100 });
        const ackIds = receivedMessages.map(({ ackId }) => ackId);
        if (ackIds.length > 0) await subscriber.modifyAckDeadline({ subscription: from, ackIds, ackDeadlineSeconds });
        return receivedMessages.map(({ message }) => message.data.toString('utf8'));
      };
      // Seen and left there.
      const seenDead = () => pull(buried, 0);
      return {
        kind: 'pubsub',
        name,
        env: { ...env, QUEUE_URL: subscription },
        async send(body, id) {
          const attributes: Readonly<Record<string, string>> = id === undefined ? {} : { id };
          await publisher.publish({ topic, messages: [{ data: Buffer.from(body), attributes }] });
        },
        takeAndDie: () => pull(subscription, 1),
        async waiting() {
          const open = (await messages()).filter((each) => each.topic === topic && each.acks === 0);
          return open.length - (await seenDead()).length;
        },
        dead: seenDead,
      };
    },
  };
}

function buildServer(folder: string): string {
  const hash = createHash('sha256');
  for (const file of ['main.go', 'go.sum']) hash.update(readFileSync(join(SOURCE, file)));
  const program = join(folder, `pubsub-server-${hash.digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(program)) runProgram('go', ['build', '-o', program, '.'], { cwd: SOURCE });
  return program;
}

async function openClients(): Promise<{ readonly publisher: Publisher; readonly subscriber: Subscriber }> {
  const name: string = '@google-cloud/pubsub';
  const { PubSub, v1 } = await import(name);
  const options = await new PubSub({ projectId: 'test' }).getClientConfig();
  return { publisher: new v1.PublisherClient(options), subscriber: new v1.SubscriberClient(options) };
}
