/** What Electron itself must refuse, tried from inside a page and from the main process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { DesktopWire } from '../../renderer/app/bridge.ts';
import { sandboxSwitches } from '../../scripts/electron-binary.ts';
import { expect, test } from './host.ts';

declare global {
  interface Window {
    readonly udbudsplan?: DesktopWire;
  }
}

const root = resolve(import.meta.dirname, '..', '..');

test('the window is sandboxed, isolated and without Node', async ({ app }) => {
  const preferences = await app.host.inMain(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    return (webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the preload gives the page its functions and nothing more', async ({ app }) => {
  const given = await app.page.evaluate(() =>
    Object.entries(window.udbudsplan as object).map(([name, value]) => `${name}: ${typeof value}`),
  );
  expect(given.sort()).toEqual([
    'call: function',
    'holdFile: function',
    'onEvent: function',
    'onMenuCommand: function',
    'pickFile: function',
    'saveFile: function',
  ]);
});

test('a page neither navigates nor opens windows', async ({ app }) => {
  const before = app.page.url();
  const opened = await app.page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await app.page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await app.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'file:///etc/hostname';
    document.body.append(link);
    link.click();
  });
  await app.page.waitForTimeout(300);
  expect(app.page.url()).toBe(before);
  expect(await app.host.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  app.problems.length = 0;
});

test('requests of the session itself are cancelled', async ({ app }) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const outcome = await app.host.inMain(
    ({ session }, address) =>
      session.defaultSession.fetch(address).then(
        () => 'reached',
        (error: unknown) => String(error),
      ),
    url,
  );
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(requests).toBe(0);
  server.close();
});

test('a message from another window is refused, whatever it shows', async ({ app }) => {
  const answers = await app.host.inMain(async ({ BrowserWindow, app: electronApp }) => {
    const preload = `${electronApp.getAppPath()}/dist/main/preload.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('udbudsplan://app/');
    const answer: unknown = await stranger.webContents.executeJavaScript(
      `window.udbudsplan.call('app.state', '{}').then(() => 'answered', (error) => String(error))`,
    );
    stranger.destroy();
    return answer;
  });
  expect(answers).toContain('refused');
});

test('a message from a frame within the page is refused', async ({ app }) => {
  const answer = await app.host.inMain(async ({ BrowserWindow, ipcMain }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const handlers = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => unknown> }
    )._invokeHandlers;
    const handler = handlers.get('udbudsplan:call')!;
    const frame = { url: 'udbudsplan://app/', parent: webContents.mainFrame };
    let answered: unknown;
    const event = {
      sender: webContents,
      senderFrame: frame,
      _reply: (value: unknown) => {
        answered = value;
      },
      _throw: (error: unknown) => {
        answered = String(error);
      },
    };
    try {
      answered = (await handler(event, 'app.state', '{}')) ?? answered;
    } catch (error) {
      answered = String(error);
    }
    return answered;
  });
  expect(answer).toContain('refused');
});

test('calls that the contract does not have are answered by an error', async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    const wire = window.udbudsplan as unknown as { call: (...args: unknown[]) => Promise<string> };
    return Promise.all([
      wire.call('no.such.call', '{}'),
      wire.call('__proto__', '{}'),
      wire.call('app.state', '{"more":1}'),
      wire.call('app.state', 'no json'),
      wire.call('app.state', { not: 'text' }),
      wire.call('layout.set', JSON.stringify({ key: 'k', value: 'x'.repeat(17_000_000) })),
    ]);
  });
  expect(answers.map((answer) => JSON.parse(answer).error.id)).toEqual([
    'call.unknown',
    'call.unknown',
    'call.invalid',
    'call.invalid',
    'call.invalid',
    'call.too-large',
  ]);
});

test('permissions are denied', async ({ app }) => {
  const states = await app.page.evaluate(() =>
    Promise.all(
      (['geolocation', 'camera', 'microphone', 'notifications'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('files outside the built page are not found', async ({ app }) => {
  const found = await app.host.inMain(async ({ net }) => {
    const addresses = ['package.json', '../package.json', '%2e%2e/package.json', 'assets/', '../../etc/passwd'];
    const statuses: number[] = [];
    for (const address of addresses) statuses.push((await net.fetch(`udbudsplan://app/${address}`)).status);
    return statuses;
  });
  expect(found).toEqual([404, 404, 404, 404, 404]);
});

test('the window comes back where it was', async ({ app }) => {
  await app.host.inMain(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 120, y: 90, width: 1100, height: 700 });
  });
  await expect.poll(() => existsSync(join(app.dataFolder, 'window.json'))).toBe(true);
  await app.restart();
  const bounds = await app.host.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());
  expect(bounds).toMatchObject({ width: 1100, height: 700 });
  const kept = JSON.parse(readFileSync(join(app.dataFolder, 'window.json'), 'utf8'));
  expect(kept).toMatchObject({ width: 1100, height: 700 });
});

test('a window that was far off the screen comes back onto it', async ({ app }) => {
  await app.host.close();
  const lost = { x: 20_000, y: -9_000, width: 1000, height: 700, maximised: false };
  writeFileSync(join(app.dataFolder, 'window.json'), JSON.stringify(lost));
  await app.restart();
  const bounds = await app.host.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
  expect(bounds.x).toBeLessThan(1920);
  expect(bounds.y).toBeGreaterThanOrEqual(0);
});

test('a page that dies is loaded again', async ({ app }) => {
  await app.host.inMain(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const back = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    await back;
  });
  const text = await app.host.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.title'),
  );
  expect(text).toContain('Udbudsplan');
});

test('the menu bar is made from the command list, in the language of the settings', async ({ app }) => {
  const labels = (): Promise<string[]> =>
    app.host.inMain(({ Menu }) => Menu.getApplicationMenu()!.items.map((item) => item.label));
  expect(await labels()).toContain('Rediger');
  await app.page.evaluate(() => window.udbudsplan!.call('settings.set', '{"language":"en"}'));
  await expect.poll(labels).toContain('Edit');
});

test('a second start hands its file over to the first and ends', async ({ app }) => {
  const file = join(app.dataFolder, 'plan.xml');
  writeFileSync(file, '<Project/>');
  await app.page.evaluate(() => {
    window.udbudsplan!.onMenuCommand((command) => document.documentElement.setAttribute('data-asked', command));
  });
  const second = spawn(process.env.UDBUDSPLAN_ELECTRON as string, [...sandboxSwitches(), root, file], {
    env: { ...process.env, UDBUDSPLAN_DATA: app.dataFolder },
    stdio: 'ignore',
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect(app.page.locator('html')).toHaveAttribute('data-asked', 'app.import');
});
