import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleDirectory } from '../e2e/local/modules';
import { until } from '../e2e/local/wait';
import type { ApiServer } from './server';

const DEFINITION = 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml';

/** Has an API server know HTTPRoutes, as upstream defines them. */
export async function installHttpRoutes({ client }: ApiServer): Promise<void> {
  const directory = await moduleDirectory('gateway-api', 'sigs.k8s.io/gateway-api');
  const definition = readFileSync(join(directory, DEFINITION), 'utf8');
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const { status, body } = await client.request('POST', path, definition, 'application/yaml');
  if (status >= 300) throw new Error(`HTTPRoutes cannot be defined: ${JSON.stringify(body)}`);
  await until('the API server to know HTTPRoutes', async () => {
    const known = await client.request('GET', '/apis/gateway.networking.k8s.io/v1/httproutes');
    return known.status === 200;
  });
}
