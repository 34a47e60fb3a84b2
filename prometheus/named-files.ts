import type { Path } from '../diagnostics';

/** Keys whose own keys are the user's words. */
const OF_USER = new Set(['details', 'endpoint_params', 'headers', 'labels', 'params']);

/** A file that something in Prometheus's or Alertmanager's own form names, and where. */
export interface NamedFile {
  readonly key: Path;
  readonly file: string;
}

/** The files that it is told of: whatever it reads from one stands under a key that says so. */
export function namedFiles(value: unknown, key: Path = []): NamedFile[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => namedFiles(item, [...key, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (OF_USER.has(name)) return [];
    const here = [...key, name];
    if (typeof inner === 'string' && name.endsWith('_file')) return [{ key: here, file: inner }];
    return name === 'file_sd_configs' ? ofDiscovery(inner, here) : namedFiles(inner, here);
  });
}

function ofDiscovery(configs: readonly { readonly files: readonly string[] }[], key: Path) {
  return configs.flatMap(({ files }, index) =>
    files.map((file, at) => ({ key: [...key, index, 'files', at], file })),
  );
}
