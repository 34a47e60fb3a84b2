import { rmSync } from 'node:fs';
import { expectGolden } from '../golden';
import { copyOwnApp, insideCheckout, OWN_APP_GOLDEN, ownAppSummary, synthesised } from './app';

// A compiler and a program start, which takes a while on a busy machine.
jest.setTimeout(120_000);

it('examples/own-app compiles and is synthesised with what stands here', async () => {
  const directory = insideCheckout();
  try {
    copyOwnApp(directory, false);
    expectGolden(OWN_APP_GOLDEN, ownAppSummary(await synthesised(directory)));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
