import type { QueueServer } from '../../lib/export/test/test-queue.ts';
import { openAwsClients } from './aws-clients.ts';
import type { Moto } from './moto.ts';

const NUMBERS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];

/** Queues of SQS with dead letters of their own, in moto. The process's environment has to name it. */
export async function startSqsQueues(moto: Moto): Promise<QueueServer> {
  const { queues } = await openAwsClients();
  let count = 0;
  const attributesOf = async (QueueUrl: string, names: readonly string[]) =>
    (await queues.getQueueAttributes({ QueueUrl, AttributeNames: names })).Attributes;
  const receive = async (QueueUrl: string, VisibilityTimeout: number) => {
    const { Messages = [] } = await queues.receiveMessage({
      ...{ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout, WaitTimeSeconds: 0 },
    });
    return Messages.map(({ Body }) => Body);
  };
  return {
    close: () => moto.stop(),
    async newQueue(handedOut = 5) {
      count += 1;
      const name = `orders-${count}`;
      const dead = (await queues.createQueue({ QueueName: `${name}-dead` })).QueueUrl;
      const { QueueArn } = await attributesOf(dead, ['QueueArn']);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: handedOut });
      const { QueueUrl } = await queues.createQueue({ QueueName: name, Attributes: { RedrivePolicy } });
      return {
        kind: 'sqs',
        name,
        env: { ...moto.env, QUEUE_URL: QueueUrl },
        async send(MessageBody, id) {
          const own = { id: { DataType: 'String', StringValue: id } };
          await queues.sendMessage({ QueueUrl, MessageBody, ...(id === undefined ? {} : { MessageAttributes: own }) });
        },
        takeAndDie: () => receive(QueueUrl, 1),
        async waiting() {
          const attributes = await attributesOf(QueueUrl, NUMBERS);
          return NUMBERS.reduce((sum, name) => sum + Number(attributes[name]), 0);
        },
        // Seen and left there.
        dead: () => receive(dead, 0),
      };
    },
  };
}
