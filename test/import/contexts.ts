/** A kubeconfig of contexts that lead to servers; the first is the current one. */
export const kubeconfig = (servers: Readonly<Record<string, string>>) => {
  const names = Object.keys(servers);
  return {
    kubeconfig: JSON.stringify({
      'current-context': names[0],
      clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
      users: [{ name: 'admin', user: { token: 'not-a-real-token' } }],
      contexts: names.map((name) => ({ name, context: { cluster: name, user: 'admin' } })),
    }),
  };
};

/** A hub and two that could be members. */
export const THREE = kubeconfig({
  control: 'https://control.example.com',
  'prod-eu': 'https://eu.example.com',
  'prod-us': 'https://us.example.com',
});

/** A fleet file with a comment and one cluster. */
export const FLEET =
  'hub: { cluster: hub } # ours\nclusters:\n  - { name: one, server: "https://192.0.2.1" }\n';

/** Arguments: no cluster is asked; the files are those of `promfleet` in run.ts. */
export const OFFLINE = ['--offline', '--kubeconfig', 'HERE/kubeconfig', '--fleet', 'FLEET'];

/** The same arguments with another fleet file. */
export const offlineWith = (fleet: string) => [...OFFLINE.slice(0, -1), fleet];

/** The same, for `import`. */
export const IMPORT = ['import', ...OFFLINE];
