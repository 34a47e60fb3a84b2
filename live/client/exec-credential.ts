import { spawn } from 'node:child_process';
import { z } from 'zod';
import { ClusterFailure } from './failure';
import type { ExecPlugin } from './kubeconfig-file';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const printedCredential = z.object({
  status: z.object({ token: text, clientCertificateData: text, clientKeyData: text }),
});

/** What it printed: who asks. */
export type ExecCredential = z.infer<typeof printedCredential>['status'];

/** Logging in may open a browser, which kubectl would wait for; a fleet cannot. */
const TIMEOUT_MS = 30_000;
/** What an ExecCredential may have; a program that goes on printing is none for credentials. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Runs a kubeconfig's program for credentials, as kubectl does: with `KUBERNETES_EXEC_INFO`, and
 * without a terminal.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 *
 * @param cluster - the `spec.cluster` that it is told, if it asks for it
 * @param timeoutMs - that it may take
 * @throws ClusterFailure if it is not installed, fails, takes too long or prints something else
 */
export async function execCredential(
  plugin: ExecPlugin,
  cluster: object,
  timeoutMs = TIMEOUT_MS,
): Promise<ExecCredential> {
  const { command, apiVersion, provideClusterInfo } = plugin;
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(provideClusterInfo ? { cluster } : {}) },
  };
  const own = Object.fromEntries((plugin.env ?? []).map(({ name, value }) => [name, value]));
  const env = { ...process.env, KUBERNETES_EXEC_INFO: JSON.stringify(info), ...own };
  const printed = await run(plugin, env, timeoutMs);
  const status = statusIn(printed);
  if (!status?.token && !status?.clientCertificateData) {
    const message = `${command} of the kubeconfig printed no credentials, ${ADVICE}`;
    throw new ClusterFailure('unauthenticated', message);
  }
  return status;
}

function run(
  { command, args, installHint }: ExecPlugin,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args ?? [], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const giveUp = (why: string) => {
      // What it started itself may go on, and hold its output open.
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      refuse(`${command} of the kubeconfig ${why}, ${ADVICE}`);
    };
    const late = () => giveUp(`took over ${timeoutMs / 1000} s`);
    const timer = setTimeout(late, timeoutMs);
    let printed = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.length > MOST_CHARACTERS) giveUp('prints without an end');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    const refuse = (message: string) => {
      clearTimeout(timer);
      reject(new ClusterFailure('unauthenticated', message));
    };
    child.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code !== 'ENOENT') return refuse(`${command} of the kubeconfig cannot run: ${message}`);
      const hint = installHint?.trim().split('\n')[0] ?? 'install it';
      refuse(`${command}, which the kubeconfig logs in with, is not installed: ${hint}`);
    });
    child.on('close', (code) => {
      const last = said.trim().split('\n').at(-1) ?? '';
      if (code !== 0) {
        return refuse(
          `${command} of the kubeconfig failed with ${code}${last && `: ${last}`}, ${ADVICE}`,
        );
      }
      clearTimeout(timer);
      resolve(printed);
    });
  });
}

const ADVICE = 'run it yourself and log in';

function statusIn(printed: string): ExecCredential | undefined {
  try {
    return printedCredential.safeParse(JSON.parse(printed)).data?.status;
  } catch {
    return undefined;
  }
}
