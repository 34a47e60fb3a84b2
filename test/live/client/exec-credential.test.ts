import { execCredential } from '../../../live/client/exec-credential';

/** A plugin that is this much of a shell script. */
const plugin = (script: string, more = {}) => ({
  command: 'sh',
  apiVersion: 'client.authentication.k8s.io/v1',
  args: ['-c', script],
  ...more,
});

const CLUSTER = { server: 'https://a.example.com' };

it('gives the token that a program prints', async () => {
  const script = `echo '{ "status": { "token": "made-up" } }'`;
  expect(await execCredential(plugin(script), CLUSTER)).toEqual({ token: 'made-up' });
});

it('tells it the version, that nobody is there to be asked, and the cluster if it wants to know', async () => {
  const script = `printf '{ "status": { "token": %s } }' "$(printf %s "$KUBERNETES_EXEC_INFO" | sed 's/"/\\\\"/g; s/^/"/; s/$/"/')"`;
  const { token = '' } = await execCredential(
    plugin(script, { provideClusterInfo: true }),
    CLUSTER,
  );
  expect(JSON.parse(token)).toEqual({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, cluster: CLUSTER },
  });
});

it('is ended when it goes on printing', async () =>
  expect(execCredential(plugin('exec yes'), CLUSTER)).rejects.toMatchObject({
    reason: 'unauthenticated',
    message: expect.stringMatching(/of the kubeconfig prints without an end, run it yourself/),
  }));

it.each(['{ "token": 1 }', '"made-up"'])('prints no credentials with the status %s', (status) =>
  expect(
    execCredential(plugin(`printf '%s' '{ "status": ${status} }'`), CLUSTER),
  ).rejects.toMatchObject({ message: expect.stringMatching(/printed no credentials/) }),
);

it('has the environment that the kubeconfig wants', async () => {
  const script = `printf '{ "status": { "token": "%s" } }' "$AWS_PROFILE"`;
  const env = [{ name: 'AWS_PROFILE', value: 'production' }];
  expect(await execCredential(plugin(script, { env }), CLUSTER)).toEqual({ token: 'production' });
});

it.each([
  [
    'is not installed',
    { command: 'no-such-program', installHint: 'see example.com' },
    'no-such-program, which the kubeconfig logs in with, is not installed: see example.com',
  ],
  [
    'fails',
    plugin('echo expired >&2; exit 3'),
    'sh of the kubeconfig failed with 3: expired, run it yourself and log in',
  ],
  [
    'prints no credentials',
    plugin('echo hello'),
    'sh of the kubeconfig printed no credentials, run it yourself and log in',
  ],
])('says that it %s', async (_, plugged, message) => {
  const whole = { apiVersion: 'client.authentication.k8s.io/v1', ...plugged };
  await expect(execCredential(whole, CLUSTER)).rejects.toMatchObject({
    reason: 'unauthenticated',
    message,
  });
});
