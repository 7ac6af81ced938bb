import { expect, test } from 'vitest';
import { parsePlainCron } from './plain-cron.ts';

test('a line that every cron understands is five sets of values', () => {
  expect(parsePlainCron('*/20 7-9 1,15 JAN-MAR MON-FRI')).toEqual({
    minute: [0, 20, 40],
    hour: [7, 8, 9],
    day: [1, 15],
    month: [1, 2, 3],
    weekday: [1, 2, 3, 4, 5],
  });
  expect(parsePlainCron(' 0  0 * * * ')).toEqual({ minute: [0], hour: [0], day: null, month: null, weekday: null });
  expect(parsePlainCron('0 0 * * 0,7')?.weekday).toEqual([0]);
  expect(parsePlainCron('0 0 * * 5-7')?.weekday).toEqual([0, 5, 6]);
  expect(parsePlainCron('0 0 * * */2')?.weekday).toEqual([0, 2, 4, 6]);
  expect(parsePlainCron('10-50/20 0 * * *')?.minute).toEqual([10, 30, 50]);
});

test.each([
  '0 7 L * *',
  '0 7 15W * *',
  '0 7 * * 5#2',
  '0 7 ? * 1',
  '0 7 * *',
  '0 0 7 * * 1',
  '60 7 * * *',
  '0 24 * * *',
  '0 7 0 * *',
  '0 7 * 13 *',
  '5/10 * * * *',
  '9-7 * * * *',
  '*/0 * * * *',
  '@daily',
  '0 7 * * MOON',
])('%s is none', (line) => expect(parsePlainCron(line)).toBeNull());
