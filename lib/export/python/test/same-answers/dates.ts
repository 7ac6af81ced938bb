import fc from 'fast-check';

const padded = (min: number, max: number, digits = 2) =>
  fc.integer({ min, max }).map((number) => String(number).padStart(digits, '0'));

const year = fc.oneof({ weight: 6, arbitrary: padded(1900, 2100, 4) }, padded(0, 9999, 4));

const day = fc.tuple(year, padded(1, 12), padded(1, 28)).map((parts) => parts.join('-'));

const doubtfulDay = fc.tuple(year, padded(0, 13), padded(0, 32)).map((parts) => parts.join('-'));

const instant = fc
  .tuple(
    fc.oneof(day, doubtfulDay),
    fc.constantFrom('T', ' '),
    padded(0, 24),
    fc.constant(':'),
    padded(0, 60),
    fc.constantFrom('', ':00', ':59', ':30.5', ':01.123456', ':60', ':00.000'),
    fc.constantFrom('', 'Z', '+02:00', '-0530', '+23:59', '+24:00'),
  )
  .map((parts) => parts.join(''));

const written = fc
  .record({
    dayOfMonth: fc.integer({ min: 0, max: 32 }),
    month: fc.constantFrom('Nov', 'november', 'Sept', 'Mai', 'February', 'feb', 'June'),
    year,
    suffix: fc.constantFrom('', 'st', 'th', '.'),
    form: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ dayOfMonth, month, year, suffix, form }) => {
    const forms = [
      `${dayOfMonth}${suffix} ${month} ${year}`,
      `${month} ${dayOfMonth}${suffix}, ${year}`,
      `${dayOfMonth}.${dayOfMonth % 13}.${year}`,
      `${year}/${dayOfMonth % 13}/${dayOfMonth}`,
      `Sat, ${dayOfMonth} ${month.slice(0, 3)} ${year} 10:${String(dayOfMonth).padStart(2, '0')}:00 +0130`,
      `${dayOfMonth}/${dayOfMonth}/${year}`,
    ];
    return forms[form] ?? '';
  });

/** ISO days and instants, some of which do not exist, and dates as people write them. */
export const dates = fc.oneof({ weight: 3, arbitrary: day }, doubtfulDay, { weight: 3, arbitrary: instant }, written);

export const datePatterns = fc
  .array(
    fc.constantFrom(
      ...['yyyy', 'yy', 'MMMM', 'MMM', 'MM', 'M', 'dd', 'd', 'EEEE', 'EEE', 'HH', 'H', 'mm', 'ss'],
      ...["'at'", "'", "''", ' ', '-', 'x', 'é'],
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

export const zones = fc.constantFrom(
  ...['UTC', 'Europe/Berlin', 'america/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', '+05:30', 'Mars'],
);

export const units = fc.constantFrom(
  ...['second', 'minutes', 'hour', 'day', 'days', 'week', 'month', 'quarter', 'year', 'y'],
);

export const durationPatterns = fc
  .array(fc.constantFrom('hh', 'h', 'mm', 'm', 'ss', 's', ':', "'min'", "'", ' ', 'x'), { maxLength: 5 })
  .map((parts) => parts.join(''));
