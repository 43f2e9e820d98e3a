import { describe, expect, test } from 'vitest';
import { refusalOfFile, refusalOfRequest } from '../../../main/browser/request-guard.ts';

const PORT = 4711;
const right = { host: '127.0.0.1:4711', authorization: 'Bearer secret' };

describe('who reaches the service', () => {
  test.each<[string, Record<string, string | undefined>, string | null]>([
    ['the page', { ...right, origin: 'http://127.0.0.1:4711', 'sec-fetch-site': 'same-origin' }, null],
    ['a program with the token', right, null],
    ['by the other name', { ...right, host: 'localhost:4711', origin: 'http://localhost:4711' }, null],
    ['no addressee', { ...right, host: undefined }, 'host'],
    ['a rebound name', { ...right, host: 'evil.example:4711' }, 'host'],
    ['another port', { ...right, host: '127.0.0.1:80' }, 'host'],
    ['a page of another origin', { ...right, origin: 'http://evil.example' }, 'origin'],
    ['a page on another port', { ...right, origin: 'http://127.0.0.1:1' }, 'origin'],
    ['a page by the other name', { ...right, origin: 'http://localhost:4711' }, 'origin'],
    ['a sandboxed frame', { ...right, origin: 'null' }, 'origin'],
    ['another site without origin', { ...right, 'sec-fetch-site': 'cross-site' }, 'site'],
    ['a typed address', { ...right, 'sec-fetch-site': 'none' }, 'site'],
    ['no token', { ...right, authorization: undefined }, 'token'],
    ['a wrong token', { ...right, authorization: 'Bearer secreT' }, 'token'],
    ['a token that is too long', { ...right, authorization: 'Bearer secret0' }, 'token'],
    ['the token alone', { ...right, authorization: 'secret' }, 'token'],
  ])('%s', (_who, headers, why) => {
    expect(refusalOfRequest(headers, PORT, 'secret')?.why ?? null).toBe(why);
  });

  test('files of the program need no token, but the right addressee', () => {
    expect(refusalOfFile({ host: '127.0.0.1:4711' }, PORT)).toBeNull();
    expect(refusalOfFile({ host: 'evil.example' }, PORT)?.status).toBe(403);
  });
});
