import type { RequestListener } from 'node:http';
import { accessOf } from '../../../live/client/authenticate';
import { ApiConnection } from '../../../live/client/connection';
import { Resources } from '../../../live/client/resources';
import { withHttpsServer } from './https-server';

const SECRET = { apiVersion: 'v1', kind: 'Secret' };
const KINDS = { resources: [{ name: 'secrets', kind: 'Secret', namespaced: true }] };
const object = { ...SECRET, metadata: { name: 'one', namespace: 'default' } };

/** The objects of a server that answers with these, in turn, once it has said what kinds it has. */
async function withAnswers<Result>(
  answers: (asked: number) => { status: number; body: object },
  use: (resources: Resources) => Promise<Result>,
): Promise<{ asked: number; outcome: Result | Error }> {
  let asked = 0;
  let outcome: Result | Error = new Error('nothing came of it');
  const listener: RequestListener = ({ url }, response) => {
    const { status, body } = url === '/api/v1' ? { status: 200, body: KINDS } : answers(asked++);
    response.writeHead(status).end(JSON.stringify(body));
  };
  await withHttpsServer(listener, async ({ url, authority }) => {
    const ca = Buffer.from(authority.cert).toString('base64');
    const cluster = { server: url, 'certificate-authority-data': ca };
    const connection = new ApiConnection(url, () => accessOf(cluster, {}));
    outcome = await use(new Resources(connection)).catch((error: Error) => error);
    connection.close();
  });
  return { asked, outcome };
}

const conflict = (reason: string, causes: object[] = []) => ({
  status: 409,
  body: { kind: 'Status', reason, message: reason, details: { causes } },
});

describe('an object is applied', () => {
  const apply = (resources: Resources) => resources.apply(object, { manager: 'promfleet' });

  it('again where another wrote to it, or made it, at the same time', async () => {
    const reasons = ['AlreadyExists', 'Conflict'];
    const { asked, outcome } = await withAnswers((index) => {
      const reason = reasons[index];
      return reason ? conflict(reason) : { status: 200, body: object };
    }, apply);
    expect(outcome).toMatchObject({ object, created: false });
    expect(asked).toBe(3);
  });

  it('a few times at most', async () => {
    const { asked, outcome } = await withAnswers(() => conflict('Conflict'), apply);
    expect(outcome).toMatchObject({ reason: 'conflict' });
    expect(asked).toBe(5);
  });

  it('once where a field is another manager’s', async () => {
    const cause = { reason: 'FieldManagerConflict', field: '.data.key', message: 'conflict' };
    const { asked, outcome } = await withAnswers(() => conflict('Conflict', [cause]), apply);
    expect(outcome).toEqual({ conflicts: [{ field: '.data.key', message: 'conflict' }] });
    expect(asked).toBe(1);
  });
});

it('a list that does not end is given up', async () => {
  const page = { items: [object], metadata: { continue: 'more' } };
  const { outcome } = await withAnswers(
    () => ({ status: 200, body: page }),
    (resources) => resources.list(SECRET),
  );
  expect(outcome).toMatchObject({
    message: expect.stringMatching(/^GET \/api\/v1\/secrets does not end, found 200 pages/),
  });
});
