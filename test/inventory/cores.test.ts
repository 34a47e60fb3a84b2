import { readFleetText } from '../../inventory';
import { fleetFile, resolvedMember } from '../fleet';

const withCpu = (cpu: string) =>
  fleetFile({ cluster: `monitor: { resources: { requests: { cpu: ${cpu} } } }` });

describe('CPU cores', () => {
  it.each([
    ['2', '2'],
    ['0.5', '0.5'],
    ['250m', '250m'],
    ['"2"', '2'],
  ])('are a number or a quantity, as in a pod: %s', (written, quantity) => {
    const { monitor } = resolvedMember(withCpu(written));
    expect(monitor?.server?.resources.requests).toEqual({ cpu: quantity });
  });

  it.each(['-1', '.inf', '.nan'])(
    'are no number below zero and none without an end: %s',
    (written) => {
      const { problems } = readFleetText(withCpu(written), 'fleet.yaml');
      expect(problems).toEqual([
        expect.objectContaining({ message: expect.stringMatching(/^not a quantity, found "/) }),
      ]);
    },
  );
});
