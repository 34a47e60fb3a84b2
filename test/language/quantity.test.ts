import { bytesOf } from '../../language/quantity';

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
