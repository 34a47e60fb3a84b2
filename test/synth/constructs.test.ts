import { renderFleet } from '../../synth/render-fleet';
import { fleetFile, resolved } from '../fleet';

it('a construct that complains stops the synthesis, at the entry that it is for', () => {
  const rules = Array.from(
    { length: 12_000 },
    (_, index) => `{ record: 'a:b${index}', expr: 'sum(rate(x{le="${'9'.repeat(40)}"}[5m]))' }`,
  );
  const fleet = resolved(
    fleetFile({ cluster: `monitor: { rules: [{ name: many, rules: [${rules.join(', ')}] }] }` }),
  );
  const found = renderFleet(fleet, { onFile: () => {} });
  expect(found).toMatchObject([
    {
      code: 'invalid-construct',
      severity: 'error',
      path: ['clusters', 0],
      message: expect.stringContaining(
        'clusters/one/prometheus-config.k8s.yaml is refused by chart/config: ConfigMap monitor-prometheus-server is too large',
      ),
    },
  ]);
});
