import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { chartFile } from '../../charts/chart-file';
import { ConfigMap } from '../../constructs/config-map';
import { Renderer } from '../../output/renderer';
import { renderFleet } from '../../synth/render-fleet';
import { fleetFile, resolved } from '../fleet';

let made = 0;

class Counted extends Chart {
  constructor(scope: Construct, id: string, props: { readonly name: string }) {
    super(scope, id);
    made += 1;
    new ApiObject(this, 'object', {
      apiVersion: 'v1',
      kind: 'Thing',
      metadata: { name: props.name },
    });
  }
}

class TooLarge extends Chart {
  constructor(scope: Construct, id: string, props: { readonly bytes: number }) {
    super(scope, id);
    const files = { 'a.yml': 'x'.repeat(props.bytes) };
    new ConfigMap(this, 'config', { name: 'config', namespace: 'n', labels: {}, files });
  }
}

it('a renderer renders equal props once, and remembers nothing of another renderer', () => {
  const file = chartFile('a', Counted, { name: 'one' });
  const renderer = new Renderer();
  expect(renderer.render(file)).toEqual({ ...renderer.render({ ...file, path: 'a' }), path: 'a' });
  expect(made).toBe(1);
  new Renderer().render(file);
  expect(made).toBe(2);
});

it("a construct's complaint comes with its path", () => {
  const { complaints } = new Renderer().render(chartFile('a', TooLarge, { bytes: 2_000_000 }));
  expect(complaints).toEqual([
    'chart/config: ConfigMap config is too large, found 2000000 bytes, Kubernetes takes 1048576',
  ]);
});

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
