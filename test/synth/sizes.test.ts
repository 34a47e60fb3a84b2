import { MOST_ANNOTATIONS, MOST_ETCD, MOST_FILES, sizeWarnings } from '../../synth/sizes';
import { hubOfSize } from '../api-server/fleet-of-size';
import { fleetFile, resolved } from '../fleet';

const { hub } = resolved(fleetFile());
const said = (size: Partial<ReturnType<typeof hubOfSize>['size']>) =>
  sizeWarnings(
    [{ complaints: [], sizes: [{ object: 'X', annotations: 0, revision: 0, files: 0, ...size }] }],
    hub,
  )
    .map(({ message }) => message)
    .join();

describe('a hub whose StatefulSet is large', () => {
  it.each([
    ['annotations', MOST_ANNOTATIONS, /^too large for client-side apply, found 262145 bytes/],
    ['revision', MOST_ETCD, /^no pod of it will start, .* found 1572865 bytes/],
    ['files', MOST_FILES, /^the API server may take too long over it, found 8001 files/],
  ] as const)('is warned about from the byte on that is too much: %s', (key, most, message) => {
    expect(said({ [key]: most })).toBe('');
    expect(said({ [key]: most + 1 })).toMatch(message);
  });

  it('is measured to the byte', () => {
    const { size } = hubOfSize('annotations', MOST_ANNOTATIONS);
    expect(size.annotations).toBe(MOST_ANNOTATIONS);
    expect(size.files).toBe(3 * Math.round(size.files / 3));
  });
});
