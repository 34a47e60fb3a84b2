import { createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Counters } from './counters';
import type { Faults } from './options';

/** The network before an API server: it can be far, silent or gone. */
export class Transport {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private port = 0;

  /**
   * @param accept - is given each connection that works
   */
  constructor(
    faults: Faults,
    private readonly counters: Counters,
    accept: (connection: Duplex) => void,
  ) {
    this.server = createServer({ noDelay: true }, (socket) => {
      this.track(socket);
      if (faults.hanging === 'connections') return void socket.resume();
      accept(faults.latencyMs > 0 ? new FarConnection(socket, faults.latencyMs) : socket);
    });
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(this.port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.port = address.port;
    return address.port;
  }

  /** Ends all connections and accepts no further ones. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }

  /** Ends the connections there are. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    this.counters.connected();
    // A client that goes away is nothing to fail for.
    socket
      .on('error', () => undefined)
      .once('close', () => {
        this.sockets.delete(socket);
        this.counters.open--;
      });
  }
}

/** A connection whose every packet is under way for a while. */
class FarConnection extends Duplex {
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly socket: Socket,
    private readonly latencyMs: number,
  ) {
    super();
    this.on('error', () => undefined);
    socket.pause();
    socket.on('data', (chunk: Buffer) => this.later(() => this.receive(chunk)));
    socket.once('end', () => this.later(() => this.receive(null)));
    socket.once('close', () => {
      for (const timer of this.timers) clearTimeout(timer);
      this.destroy();
    });
    // The kernel has accepted the connection at once; on a far one that takes a way and back.
    this.later(() => socket.resume(), 2 * latencyMs);
  }

  override _read(): void {
    // What comes is pushed.
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.later(() => this.socket.write(chunk));
    done();
  }

  override _final(done: () => void): void {
    this.later(() => this.socket.end());
    done();
  }

  /** What is under way arrives before the end does. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.socket.destroyed) this.later(() => this.socket.destroySoon());
    done(error);
  }

  private receive(chunk: Buffer | null): void {
    if (!this.destroyed && !this.readableEnded) this.push(chunk);
  }

  private later(run: () => void, milliseconds = this.latencyMs): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, milliseconds);
    this.timers.add(timer);
  }
}
