import { Duplex, PassThrough, Writable } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import { VERIFIED } from './authenticate';
import type { ApiConnection } from './connection';
import { asError, type ClusterFailure, refusal, unreachable } from './failure';

/** A port of a pod. */
export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** What is used of the WebSocket that the library gives. */
interface Socket {
  onclose: (() => void) | null;
  /** https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/readyState */
  readonly readyState: number;
  terminate(): void;
}

/** State of a WebSocket that is open; what comes after it is its end. */
const OPEN = 1;
/** From the first byte to the API server's word that the stream is open. */
const HANDSHAKE_MS = 15_000;

/**
 * Opens a stream to a port of a pod, through the API server: no port is listened on here. The stream
 * ends when the pod's side or the connection does; whoever opened it destroys it.
 *
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_port-forward/
 *
 * @param config - of the cluster, logged in
 * @param connection - of the same cluster: asked why, should a stream be refused
 * @param handshakeMs - until the stream is open
 * @throws ClusterFailure if it cannot be opened
 */
export async function portForward(
  { namespace, pod, port }: PodPort,
  config: KubeConfig,
  connection: ApiConnection,
  handshakeMs = HANDSHAKE_MS,
): Promise<Duplex> {
  const { PortForward } = await import('@kubernetes/client-node');
  const toPod = new PassThrough();
  let socket: Socket | undefined;
  const stream = new Duplex({
    read() {},
    write: (chunk, encoding, done) => toPod.write(chunk, encoding, done),
    destroy(error, done) {
      toPod.destroy();
      socket?.terminate();
      done(error);
    },
  });
  // The pod's side may fail before whoever asked for the stream has it: it is told by `errored`.
  stream.on('error', () => undefined);
  const fromPod = new Writable({
    write(chunk, _, done) {
      if (!stream.destroyed) stream.push(chunk);
      done();
    },
  });
  const errors = new Writable({
    write(chunk: Buffer, _, done) {
      // The library passes on what is left of the first message without its port: nothing.
      if (chunk.length > 0) stream.destroy(new Error(chunk.toString().trim()));
      done();
    },
  });
  try {
    const forward = new PortForward(impatient(config, handshakeMs));
    socket = await forward.portForward(namespace, pod, [port], fromPod, errors, toPod);
  } catch (error) {
    throw await refused({ namespace, pod, port }, handshakeError(error), connection);
  }
  const end = () => !stream.destroyed && stream.push(null);
  if (socket) {
    socket.onclose = end;
    if (socket.readyState > OPEN) end();
    if (stream.destroyed) socket.terminate();
  }
  return stream;
}

/** The same, for WebSockets that give up when the API server does not answer. */
function impatient(config: KubeConfig, handshakeTimeout: number): KubeConfig {
  const changed: KubeConfig = Object.create(config);
  changed.applyToHTTPSOptions = async (options) => {
    Object.assign(options, VERIFIED);
    await config.applyToHTTPSOptions(options);
    Object.assign(options, { handshakeTimeout });
  };
  return changed;
}

/** The library rejects with the WebSocket's event. */
function handshakeError(event: unknown): NodeJS.ErrnoException {
  return asError(typeof event === 'object' && event && 'error' in event ? event.error : event);
}

/**
 * Why: a WebSocket says no more than a status, so that the same is asked for without one. Who may
 * open it is then told that a WebSocket is wanted, with another status.
 */
async function refused(
  { namespace, pod, port }: PodPort,
  error: NodeJS.ErrnoException,
  connection: ApiConnection,
): Promise<ClusterFailure> {
  const status = Number(
    /^Unexpected server response: (\d+)$/.exec(error.message)?.[1] ?? Number.NaN,
  );
  if (Number.isNaN(status)) return unreachable(connection.server, error);
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/portforward`;
  const answer = await connection.request({ path: `${path}?ports=${port}` });
  return refusal('GET', path, status, answer.status === status ? answer.body : '');
}
