import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** What the browser says to a command, or of itself. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
  readonly params?: Record<string, unknown>;
}

const TIMEOUT_MS = 60_000;

/** A real Chromium without a window, spoken to over its DevTools protocol through a pipe. */
export class Chromium {
  private readonly child: ChildProcess;
  private readonly profile = mkdtempSync(join(tmpdir(), 'promfleet-chromium-'));
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly listeners = new Set<(message: Message) => void>();
  private last = 0;
  private rest = '';

  private constructor(binary: string) {
    const flags = [
      '--headless=new',
      // As root there is no sandbox; what is opened is ours.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--remote-debugging-pipe',
      `--user-data-dir=${this.profile}`,
    ];
    this.child = spawn(binary, [...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.output.setEncoding('utf8').on('data', (text: string) => this.read(text));
  }

  /** Runs one for as long as a function takes. */
  static async run(binary: string, use: (chromium: Chromium) => Promise<void>): Promise<void> {
    const chromium = new Chromium(binary);
    try {
      await use(chromium);
    } finally {
      await chromium.end();
      rmSync(chromium.profile, { recursive: true, force: true, maxRetries: 20 });
    }
  }

  /** A page of its own. */
  async page(): Promise<Tab> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(this, String(sessionId));
    for (const domain of ['Page', 'Runtime', 'Log']) await tab.send(`${domain}.enable`);
    return tab;
  }

  /** Gives a command, and waits for what comes of it. */
  send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    this.last += 1;
    const id = this.last;
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), TIMEOUT_MS);
      this.waiting.set(id, ({ result = {}, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
    });
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  }

  /** Is told what happens, until it says that it heard enough. */
  on(listener: (message: Message) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asked to end, it ends its processes first: killed, they would write into its profile for a while. */
  private async end(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const kill = setTimeout(() => child.kill('SIGKILL'), 5000);
    await Promise.race([this.send('Browser.close').catch(() => {}), ended]);
    await ended;
    clearTimeout(kill);
  }

  private get input(): Writable {
    return this.child.stdio[3] as Writable;
  }

  private get output(): Readable {
    return this.child.stdio[4] as Readable;
  }

  private read(text: string): void {
    const messages = `${this.rest}${text}`.split('\0');
    this.rest = messages.pop() ?? '';
    for (const each of messages) {
      const message: Message = JSON.parse(each);
      if (message.id !== undefined) this.waiting.get(message.id)?.(message);
      else for (const listener of this.listeners) listener(message);
      if (message.id !== undefined) this.waiting.delete(message.id);
    }
  }
}

/** How a page is looked at. */
export interface Look {
  /** In pixels. */
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** With eyes that do not tell red from green, say; @default - that tell all colours. */
  readonly vision?: 'none' | 'deuteranopia' | undefined;
}

/** A page in the browser. */
export class Tab {
  /** What it complained of. */
  readonly complaints: string[] = [];

  constructor(
    private readonly chromium: Chromium,
    private readonly session: string,
  ) {
    chromium.on(({ method = '', params }) => {
      if (
        ['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded'].includes(method)
      ) {
        this.complaints.push(JSON.stringify(params));
      }
    });
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.chromium.send(method, params, this.session);
  }

  /** Opens a page as somebody looks at it. */
  async open(url: string, { width, scheme, vision = 'none' }: Look): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 900,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await this.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
    await this.send('Emulation.setEmulatedVisionDeficiency', { type: vision });
    const loaded = new Promise<void>((resolve) => {
      const done = this.chromium.on(({ method }) => {
        if (method !== 'Page.loadEventFired') return;
        done();
        resolve();
      });
    });
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** What a script says of the page; the policy of pages does not hold for it. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value?: unknown }).value;
  }

  /** A picture of all of it, as PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(String(data), 'base64');
  }
}
