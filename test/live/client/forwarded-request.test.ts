import { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { getOver } from '../../../live/client/forwarded-request';

/** The other side of a stream: is given the request, and answers with bytes, or ends. */
function stream(answer: (asked: string) => readonly (Buffer | string | null)[]): Duplex {
  return new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      for (const part of answer(chunk.toString())) this.push(part);
      done();
    },
  });
}

const OK = 'HTTP/1.1 200 OK\r\n';

describe('a request over a stream', () => {
  it('gives what comes in pieces, with the clock of the other side, and ends the stream', async () => {
    const asked: string[] = [];
    const over = stream((request) => {
      asked.push(request);
      const head = `${OK}date: Sun, 01 Mar 2026 12:00:00 GMT\r\ncontent-length: 4\r\n\r\n`;
      return [head, 'an', 'sw'];
    });
    expect(await getOver(over, '/path?query=1')).toEqual({
      status: 200,
      text: 'answ',
      date: Date.parse('2026-03-01T12:00:00Z'),
    });
    expect(asked[0]).toMatch(/^GET \/path\?query=1 HTTP\/1.1\r\n/);
    expect(over.destroyed).toBe(true);
  });

  it('unpacks what is packed', async () => {
    const packed = gzipSync('x'.repeat(100_000));
    const head = `${OK}content-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`;
    const { text } = await getOver(
      stream(() => [head, packed]),
      '/',
    );
    expect(text.length).toBe(100_000);
  });

  it.each([
    ['ends before an answer', [null], 'socket hang up'],
    ['ends within an answer', [`${OK}content-length: 4\r\n\r\nan`, null], 'aborted'],
    ['says what is no HTTP', ['nonsense\r\n\r\n'], /^Parse Error/],
    ['never answers', [], 'no answer within 0.02 s'],
  ])('fails where the other side %s', async (_, parts, message) => {
    const over = stream(() => parts);
    await expect(getOver(over, '/', 20)).rejects.toThrow(message);
    expect(over.destroyed).toBe(true);
  });

  it('fails with what ended the stream', async () => {
    const over = stream(() => []);
    const answer = getOver(over, '/');
    over.destroy(new Error('connection refused'));
    await expect(answer).rejects.toThrow('connection refused');
  });

  it('fails with what ended the stream before', async () => {
    const over = stream(() => []);
    over.on('error', () => undefined).destroy(new Error('connection refused'));
    await expect(getOver(over, '/')).rejects.toThrow('connection refused');
  });
});
