import { bytesOf, checkMemory } from '../../language/quantity';

it.each([
  ['50Gi', 53_687_091_200],
  ['10G', 10_000_000_000],
  ['1.5Ki', 1536],
  ['100k', 100_000],
  ['1073741824', 1_073_741_824],
  ['1e3', 1000],
  ['+.5Mi', 524_288],
  ['2E', 2e18],
])('%s is %d bytes', (quantity, bytes) => expect(bytesOf(quantity)).toBe(bytes));

it.each(['1e3', '.5Gi', '+5Gi', '0.1Gi', '1024', '2.0', '1000m'])('%s are bytes', (quantity) =>
  expect(checkMemory(quantity)).toBeUndefined(),
);

it.each([
  ['400m', '400Mi'],
  ['0.5', 'a number with a unit, such as 512Mi'],
  ['1n', 'a number with a unit, such as 512Mi'],
])('%s are no bytes, write %s', (quantity, right) =>
  expect(checkMemory(quantity)).toBe(`a byte has no parts, found "${quantity}", write ${right}`),
);
