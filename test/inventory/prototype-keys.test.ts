import { readFleetText } from '../../inventory';
import { resolveFleet } from '../../model/resolve';

const KEYS = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'];

/** Places of a cluster's entry where a key is looked up in a table. */
const REFUSING: readonly ((key: string) => string)[] = [
  (key) => `${key}: 1`,
  (key) => `monitor: { ${key}: 1 }`,
  (key) => `auth: { ${key}: 1 }`,
  (key) => `monitor: { scrapeConfigs: [{ job_name: x, ${key}: 1 }] }`,
  (key) => `monitor: { scrapeConfigs: [{ job_name: x, tls_config: { ${key}: 1 } }] }`,
  (key) => `monitor: { scrapeConfigs: [{ job_name: x, basic_auth: { ${key}: 1 } }] }`,
  (key) =>
    `monitor: { scrapeConfigs: [{ job_name: x, authorization: { credentials_file: /a, ${key}: 1 } }] }`,
  (key) => `monitor: { rules: [{ name: x, ${key}: 1 }] }`,
];

const fleet = (entry: string, defaults = '') =>
  `hub: { cluster: hub }\n${defaults}clusters:\n  - name: one\n    server: https://one.example\n    ${entry}\n`;

describe('a key that every object of JavaScript has', () => {
  it.each(KEYS.flatMap((key) => REFUSING.map((entry) => [entry(key)] as const)))(
    'is unknown like any other: %s',
    (entry) => {
      const messages = readFleetText(fleet(entry), 'f').problems.map(({ message }) => message);
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) expect(message).toMatch(/^unknown key|^the key|^missing key/);
    },
  );

  it('is no image', () => {
    const text = fleet('').replace('clusters', 'images: { toString: { tag: x } }\nclusters');
    expect(readFleetText(text, 'f').problems[0]?.message).toMatch(/^unknown key `toString`/);
  });

  it.each(KEYS.slice(0, -1))('is a label where it is one: %s', (key) => {
    const defaults = `defaults: { labels: { ${key}: low, ${key}_2: low } }\n`;
    const { file } = readFleetText(fleet(`labels: { ${key}: high }`, defaults), 'f');
    const job = file && resolveFleet(file).fleet.members[0]?.job;
    expect(Object.entries(job?.labels ?? {})).toContainEqual([key, 'high']);
  });
});
