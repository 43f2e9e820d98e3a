/** What a page may not do, on either host, tried from inside the page. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './host.ts';

/** A server that counts who reaches it: nobody may. */
const listeningServer = async (): Promise<{
  readonly url: string;
  readonly reached: () => number;
  readonly close: () => void;
}> => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, reached: () => requests, close: () => server.close() };
};

test('a page has no Node and no Electron', async ({ app }) => {
  const found = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in window),
  );
  expect(found).toEqual([]);
});

test('a page reaches no network', async ({ app }) => {
  const server = await listeningServer();
  const outcome = await app.page.evaluate(async (url) => {
    const load = (tag: 'img' | 'script' | 'link' | 'iframe'): Promise<string> =>
      new Promise((resolve) => {
        const element = document.createElement(tag);
        element.addEventListener('load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('refused'));
        setTimeout(() => resolve('refused'), 1_500);
        element.setAttribute(tag === 'link' ? 'href' : 'src', url);
        if (tag === 'link') element.setAttribute('rel', 'stylesheet');
        document.body.append(element);
      });
    const fetched = await fetch(url).then(
      () => 'loaded',
      () => 'refused',
    );
    const socket = await new Promise((resolve) => {
      try {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.onopen = () => resolve('loaded');
        opened.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    });
    return [fetched, socket, await load('img'), await load('script'), await load('link')];
  }, server.url);
  expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  expect(server.reached()).toBe(0);
  server.close();
  // The policy says in the console what it refused: that is what was wanted here.
  expect(app.problems.length).toBeGreaterThan(0);
  app.problems.length = 0;
});

test('the page is served under the policy, with a nonce of its own for each load', async ({ app }) => {
  const policyOf = async (): Promise<string> => {
    const response = await app.page.reload();
    return (await response?.headerValue('content-security-policy')) ?? '';
  };
  const [first, second] = [await policyOf(), await policyOf()];
  for (const policy of [first, second]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
  }
  expect(first).not.toBe(second);
});

test('scripts and style tags that the page did not bring are refused', async ({ app }) => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.head.append(style);
    setTimeout('window.evaluated = true', 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const outline = getComputedStyle(document.body).outlineWidth;
    return { script: 'injected' in window, style: outline === '7px', text: 'evaluated' in window };
  });
  expect(ran).toEqual({ script: false, style: false, text: false });
  app.problems.length = 0;
});
