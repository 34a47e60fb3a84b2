import { formatPath } from '../../diagnostics';
import { fleetFile, resolvedDiagnostics } from '../fleet';

const warned = (parts: { hub?: string; cluster?: string }) =>
  resolvedDiagnostics(fleetFile(parts))
    .filter(({ code }) => code === 'storage-too-small')
    .map(({ path, message }) => `${formatPath(path)}: ${message}`);

it.each([
  [
    { hub: 'storage: 512Mi' },
    ['hub.storage: no block fits on it, found "512Mi", write more than 512Mi'],
  ],
  [
    { cluster: 'monitor: { storage: 100M }' },
    ['clusters[0].monitor.storage: no block fits on it, found "100M", write more than 512Mi'],
  ],
  [{ hub: 'storage: 513Mi', cluster: 'monitor: { storage: 1Gi }' }, []],
])('a volume on which no block of Prometheus fits is warned of: %j', (parts, warnings) => {
  expect(warned(parts)).toEqual(warnings);
});
