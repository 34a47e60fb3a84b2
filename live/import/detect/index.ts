import { z } from 'zod';
import type { ApiConnection } from '../../client/connection';
import { ClusterFailure } from '../../client/failure';
import type { Findings } from '../findings';
import { Asked, type Part } from './asked';
import { clientCertificates } from './client-certificates';
import { existingPrometheus } from './existing-prometheus';
import { kubeletCertificates } from './kubelet-certificates';
import { nodeExporterPort } from './node-exporter-port';
import { findProvider } from './provider';
import { defaultStorageClass } from './storage-class';

export interface DetectOptions {
  /**
   * Milliseconds for the first answer, and as many again for all others. Logging in is not counted:
   * a program may have to ask someone.
   *
   * @default 10000
   */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * What a cluster says of itself, asked side by side with whatever rights the connection has. It
 * changes nothing there. What is refused or takes too long stays unknown, and a note says why; a
 * cluster that does not answer at all is a finding, too.
 */
export async function detect(
  connection: ApiConnection,
  { timeoutMs = TIMEOUT_MS }: DetectOptions = {},
): Promise<Findings> {
  const first = await firstAnswer(connection, timeoutMs);
  if ('unreachable' in first) return first;
  const { gitVersion } = first;
  const asked = new Asked(connection, Date.now() + timeoutMs);
  const provider = findProvider(asked, gitVersion);
  const parts = await Promise.all(
    [
      question('the provider', async () => ofProvider(await provider)),
      question('whether client certificates are signed', async () =>
        clientCertificates(asked, await provider),
      ),
      question('whether kubelet certificates verify', async () =>
        kubeletCertificates(asked, await provider, gitVersion),
      ),
      question('whether there is a Prometheus', () => existingPrometheus(asked)),
      question("whether node-exporter's port is free", () => nodeExporterPort(asked)),
      question('whether there is a default StorageClass', () => defaultStorageClass(asked)),
    ].map((answer) => inTime(answer, asked.left)),
  );
  return together(parts);
}

const version = z.object({ gitVersion: z.string() });

/** The version, where it is told: the first question shows whether there are answers at all. */
async function firstAnswer(
  connection: ApiConnection,
  timeoutMs: number,
): Promise<{ unreachable: string } | { gitVersion?: string }> {
  try {
    const { body } = await connection.expect({ path: '/version', timeoutMs });
    const { data } = version.safeParse(body);
    if (data) return data;
    return {
      unreachable: `${connection.server} answers, but not as an API server of Kubernetes does, check the server of the kubeconfig`,
    };
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    // Whoever may not read the version may be told other things.
    return error.reason === 'forbidden' ? {} : { unreachable: error.message };
  }
}

/** Without what differs between clusters, so that a note on many is one line. */
function ofProvider(provider: Findings['provider']): Part {
  if (provider) return { provider };
  return {
    notes: [
      `none of the providers that promfleet knows is recognised: write the label provider yourself if queries are to have it`,
    ],
  };
}

interface Question {
  readonly about: string;
  readonly part: Promise<Part>;
}

/** Puts a question; what is refused leaves a note. */
function question(about: string, ask: () => Promise<Part>): Question {
  const part = ask().catch((error: unknown): Part => {
    if (!(error instanceof ClusterFailure)) throw error;
    return { notes: [`${about} is not known: ${error.message}`] };
  });
  return { about, part };
}

/** What a question gives in the time that is left. */
async function inTime({ about, part }: Question, timeoutMs: number): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Part>((resolve) => {
    const notes = [`${about} is not known: the cluster did not answer in time`];
    timer = setTimeout(() => resolve({ notes }), timeoutMs);
  });
  return Promise.race([part, late]).finally(() => clearTimeout(timer));
}

function together(parts: readonly Part[]): Findings {
  const notes = parts.flatMap((part) => part.notes ?? []);
  let found: Findings = {};
  for (const part of parts) found = { ...found, ...part };
  const { notes: _, ...others } = found;
  return notes.length > 0 ? { ...others, notes } : others;
}
