import { describe, expect, test } from 'vitest';
import { openerFor } from '../../../main/browser/open-address.ts';
import { dataFolder } from '../../../main/hosts/data-folder.ts';
import { pageHeaders, withNonce } from '../../../main/hosts/page-policy.ts';

describe('where the data lie', () => {
  test.each([
    ['linux', {}, '/home/a/.config/Udbudsplan'],
    ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/Udbudsplan'],
    ['darwin', {}, '/home/a/Library/Application Support/Udbudsplan'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Udbudsplan'],
    ['win32', {}, '/home/a/AppData/Roaming/Udbudsplan'],
    ['win32', { UDBUDSPLAN_DATA: '/elsewhere', APPDATA: '/roaming' }, '/elsewhere'],
  ])('%s %o', (platform, env, expected) => {
    expect(dataFolder({ env, platform, home: '/home/a' }).replaceAll('\\', '/')).toBe(expected);
  });
});

describe('how an address is shown', () => {
  test.each([
    ['linux', {}, null],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
  ])('%s %o', (platform, env, command) => {
    expect(openerFor('http://127.0.0.1:1/', platform, env)?.command ?? null).toBe(command);
  });
});

describe('the policy of a page', () => {
  test('allows nothing unsafe, and the network to nobody but the browser host', () => {
    const policy = pageHeaders('abc', "'none'")['content-security-policy'] ?? '';
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(pageHeaders('abc', "'self'")['content-security-policy']).toContain("connect-src 'self'");
  });

  test('the nonce is put wherever the build left room for it', () => {
    expect(withNonce('<a nonce="udbudsplan-nonce"><b nonce="udbudsplan-nonce">', 'x')).toBe(
      '<a nonce="x"><b nonce="x">',
    );
  });
});
