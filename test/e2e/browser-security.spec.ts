/** What the browser host must refuse, tried over the network as another program or page would. */
import { request as httpRequest } from 'node:http';
import { startServer } from './browser-host.ts';
import { expect, test } from './host.ts';

interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these headers, as fetch would not let us. */
const ask = (address: string, { method = 'POST', path, headers = {}, body = '{}' }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(address);
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(method === 'GET' ? undefined : body);
  });

const tokenOf = (address: string): string => address.replace(/^.*token=/, '');

test('only the owner of the token reaches the service', async ({ app }) => {
  const { address } = app.host;
  const right = { authorization: `Bearer ${tokenOf(address)}` };
  const state = { path: '/call/app.state' };
  expect((await ask(address, { ...state, headers: right })).status).toBe(200);
  expect((await ask(address, state)).status).toBe(401);
  expect((await ask(address, { ...state, headers: { authorization: 'Bearer 00' } })).status).toBe(401);
  expect((await ask(address, { ...state, path: `/call/app.state?token=${tokenOf(address)}` })).status).toBe(401);
  expect((await ask(address, { method: 'GET', path: '/events' })).status).toBe(401);
  expect((await ask(address, { method: 'GET', path: '/file/0123456789abcdef' })).status).toBe(401);
  expect((await ask(address, { path: '/upload', body: 'x' })).status).toBe(401);
});

test('a name that is not this computer is refused, for pages too', async ({ app }) => {
  const { address } = app.host;
  const authorization = `Bearer ${tokenOf(address)}`;
  for (const host of ['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '[::1]']) {
    expect((await ask(address, { path: '/call/app.state', headers: { authorization, host } })).status).toBe(403);
    expect((await ask(address, { method: 'GET', path: '/', headers: { host } })).status).toBe(403);
  }
});

test('a page of another origin is refused even with the token', async ({ app }) => {
  const { address } = app.host;
  const authorization = `Bearer ${tokenOf(address)}`;
  const path = '/call/app.state';
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    expect((await ask(address, { path, headers: { authorization, origin } })).status).toBe(403);
  }
  const crossSite = { authorization, 'sec-fetch-site': 'cross-site' };
  expect((await ask(address, { path, headers: crossSite })).status).toBe(403);
});

test('bodies that are too large, no JSON or not of the contract are refused', async ({ app }) => {
  const { address } = app.host;
  const headers = { authorization: `Bearer ${tokenOf(address)}` };
  const idOf = (answer: Answer): string => JSON.parse(answer.text).error.id;
  expect(idOf(await ask(address, { path: '/call/app.state', headers, body: 'no json' }))).toBe('call.invalid');
  expect(idOf(await ask(address, { path: '/call/app.state', headers, body: '{"x":1}' }))).toBe('call.invalid');
  expect(idOf(await ask(address, { path: '/call/no.such', headers }))).toBe('call.unknown');
  const long = Buffer.alloc(17_000_000, 'x');
  expect(idOf(await ask(address, { path: '/call/app.state', headers, body: long }))).toBe('call.too-large');
  const flood = Buffer.alloc(60_000_000, 'x');
  const flooded = await ask(address, { path: '/call/app.state', headers, body: flood }).catch(() => ({ status: 413 }));
  expect(flooded.status).toBe(413);
});

test('files outside the built page are not found', async ({ app }) => {
  for (const path of ['/package.json', '/../package.json', '/%2e%2e/package.json', '/assets/', '//etc/passwd']) {
    expect((await ask(app.host.address, { method: 'GET', path })).status).toBe(404);
  }
  expect((await ask(app.host.address, { method: 'PUT', path: '/' })).status).toBe(405);
});

test('an uploaded file is known by its token only, and its name holds no path', async ({ app }) => {
  const { address } = app.host;
  const headers = { authorization: `Bearer ${tokenOf(address)}`, 'x-file-name': encodeURIComponent('../../æøå.xml') };
  const held = JSON.parse((await ask(address, { path: '/upload', headers, body: 'indhold' })).text);
  expect(held.name).toBe('æøå.xml');
  const back = await ask(address, { method: 'GET', path: `/file/${held.token}`, headers });
  expect(back).toEqual({ status: 200, text: 'indhold' });
  expect((await ask(address, { method: 'GET', path: '/file/0123456789abcdef', headers })).status).toBe(404);
});

test('the address keeps no token, and a page without one is turned away', async ({ app }) => {
  expect(app.page.url()).not.toContain('token');
  const stranger = await app.page.context().browser()!.newPage();
  await stranger.goto(new URL(app.host.address).origin);
  const answered = await stranger.evaluate(() => fetch('/call/app.state', { method: 'POST', body: '{}' }));
  expect(answered).toBeTruthy();
  await expect(stranger).toHaveTitle(/Udbudsplan/);
  await stranger.close();
});

test('a second start on the same data says where the first runs', async ({ app }) => {
  const second = await startServer({ UDBUDSPLAN_DATA: app.dataFolder });
  expect(second.address).toBe(app.host.address);
});
