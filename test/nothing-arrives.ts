import assert from 'node:assert/strict';

interface Stage {
  readonly prometheus: { readonly url: string };
}

/** Looks that Prometheus counts no request but those to its metrics. */
export async function nothingArrives(
  { prometheus }: Stage,
  run: () => Promise<void>,
): Promise<void> {
  const counted = async () => {
    const text = await (await fetch(`${prometheus.url}/metrics`)).text();
    return text
      .split('\n')
      .filter((line) => /^prometheus_http_requests_total/.test(line))
      .filter((line) => !line.includes('handler="/metrics"'));
  };
  const before = await counted();
  await run();
  assert.deepEqual(await counted(), before);
}
