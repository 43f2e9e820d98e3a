/**
 * Builds the windows over the fake service and takes pictures of views: `node test/fake-host/look.ts <folder> <shot>...`.
 * A shot is `name` of the table below. For people who design; nothing of it is shipped or run by the tests.
 */
import { createReadStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { rendererConfig } from '../../scripts/vite-config.ts';
import { shots } from './shots.ts';

const root = resolve(import.meta.dirname, '..', '..');
const outDir = join(root, 'dist', 'fake-renderer');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const buildPage = async (): Promise<void> => {
  const config = rendererConfig(root);
  await build({
    ...config,
    plugins: [
      ...(config.plugins ?? []),
      {
        name: 'fake-bridge',
        enforce: 'pre',
        resolveId: (id) => (/\/bridge\.ts$/.test(id) ? join(import.meta.dirname, 'page-bridge.ts') : null),
      },
    ],
    html: undefined,
    build: { ...config.build, outDir, emptyOutDir: true, minify: false },
  });
};

const serve = (): Promise<{ port: number; close: () => void }> =>
  new Promise((done) => {
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = path === '/' ? '/index.html' : path;
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      createReadStream(join(outDir, file))
        .on('error', () => response.writeHead(404).end())
        .pipe(response);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({ port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() });
    });
  });

const [folder = 'look', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
if (!process.env.SKIP_BUILD) await buildPage();
const { port, close } = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
for (const [name, shot] of Object.entries(shots)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const page: Page = await browser.newPage({ viewport: shot.size ?? { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(`${name}: ${error.stack}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error(`${name}: ${message.text()}`);
  });
  await page.goto(`http://127.0.0.1:${port}/?options=${encodeURIComponent(JSON.stringify(shot.options))}`);
  await page.waitForSelector('main', { timeout: 10_000 });
  await shot.act?.(page);
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
close();
