import {
  bucket,
  credentialEndsConfigMap,
  credentialEndsConfigMaps,
  federationConfigMap,
  inventoryConfigMap,
} from '../../model/spread';

/** By `printf %s NAME | sha256sum | cut -c 1-8`, modulo 32. */
it.each([
  ['one', '7692c3ad', 'hub-federation-13', 'hub-inventory-13', 'hub-credential-ends-05'],
  ['member-a', 'ebdf0b61', 'hub-federation-01', 'hub-inventory-01', 'hub-credential-ends-01'],
])(
  'the ConfigMaps of %s follow from its SHA-256, %s…',
  (cluster, digits, jobs, inventory, ends) => {
    expect(federationConfigMap(bucket(cluster), 'hub')).toBe(jobs);
    expect(inventoryConfigMap(bucket(cluster), 'hub')).toBe(inventory);
    expect(credentialEndsConfigMap(cluster, 'hub')).toBe(ends);
    expect(credentialEndsConfigMaps('hub')).toContain(ends);
    expect(Number.parseInt(digits, 16) % 32).toBe(Number(jobs.slice(-2)));
  },
);

it.each([
  ['numbered', (index: number) => `c${index}`],
  ['numbered in a region', (index: number) => `eks-eu-west-1-${index}`],
  ['numbered in full', (index: number) => `cluster-${String(index).padStart(5, '0')}`],
])('10,000 members are spread evenly when their names are %s', (_, name) => {
  const sizes = new Map<string, number>();
  for (let index = 0; index < 10_000; index++) {
    const number = bucket(name(index));
    sizes.set(number, (sizes.get(number) ?? 0) + 1);
  }
  expect(sizes.size).toBe(32);
  // 312.5 each, and about four standard deviations of 17.4 to either side.
  expect(Math.min(...sizes.values())).toBeGreaterThan(240);
  expect(Math.max(...sizes.values())).toBeLessThan(385);
});
