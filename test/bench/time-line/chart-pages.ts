import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { LinkPattern } from './chart-plan.ts';
import { chartPlan } from './chart-plan.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Builds the page of the charts; without the other charts where they are not wanted, since they may not be installed. */
export const buildCharts = async (root: string, outDir: string, withPeers: boolean): Promise<void> => {
  await build({
    configFile: false,
    root: join(root, 'test', 'bench', 'time-line'),
    base: '/',
    publicDir: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      target: 'chrome114',
      outDir,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(root, 'test', 'bench', 'time-line', 'page.html'),
        ...(withPeers ? {} : { external: (id: string) => id.includes('/peers/') }),
      },
    },
  });
};

/** A plan as text: made once for each size and pattern. */
const planText = (): ((size: number, pattern: LinkPattern) => string) => {
  const made = new Map<string, string>();
  return (size, pattern) => {
    const key = `${size} ${pattern}`;
    let text = made.get(key);
    if (text === undefined) {
      const { own, chart } = chartPlan(size, pattern);
      text = JSON.stringify({ own, plan: chart });
      made.clear();
      made.set(key, text);
    }
    return text;
  };
};

export interface Served {
  readonly address: string;
  readonly close: () => void;
}

/** Serves the built page on the loopback address, and plans as `/plan/<rows>/<pattern>`. */
export const serveCharts = async (folder: string): Promise<Served> => {
  const textOf = planText();
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const plan = /^\/plan\/(\d+)\/(near|far|fan)$/.exec(pathname);
    if (plan) {
      response.setHeader('content-type', TYPES['.json']!);
      response.end(textOf(Number(plan[1]), plan[2] as LinkPattern));
      return;
    }
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
    createReadStream(join(folder, pathname))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Milliseconds that a page has spent on script, and on style and layout, since it was loaded. */
export interface Spent {
  readonly scriptMs: number;
  readonly layoutMs: number;
}

export const spentIn = async (session: CDPSession): Promise<Spent> => {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    scriptMs: seconds('ScriptDuration') * 1000,
    layoutMs: (seconds('LayoutDuration') + seconds('RecalcStyleDuration')) * 1000,
  };
};

/** Opens the page of one chart, started but without a plan. */
export const openChart = async (page: Page, served: Served, name: string): Promise<CDPSession> => {
  await page.goto(`${served.address}/page.html?chart=${encodeURIComponent(name)}`);
  await page.waitForFunction(() => window.chartPage !== undefined);
  await page.evaluate(() => window.chartPage!.start());
  const session = await page.context().newCDPSession(page);
  // Time of the page's own thread: what other programs take of the machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
};
