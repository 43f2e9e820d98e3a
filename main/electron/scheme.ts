import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { assetHeaders, pageHeaders, withNonce } from '../hosts/page-policy.ts';
import type { ServedFile } from '../hosts/served-files.ts';

const SCHEME = 'udbudsplan';

/** Makes our scheme a secure origin of its own. Must run before the app is ready. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
};

const notFound = (): Response => new Response(null, { status: 404, headers: assetHeaders });

/** Answers one request of a page from the map of known files; anything else is not found. */
export const answerFrom =
  (files: ReadonlyMap<string, ServedFile>) =>
  async (request: { readonly method: string; readonly url: string }): Promise<Response> => {
    const { host, pathname } = new URL(request.url);
    const known = files.get(pathname);
    if (request.method !== 'GET' || host !== 'app' || !known) return notFound();
    const content = await readFile(known.file);
    if (!known.mime.startsWith('text/html')) {
      return new Response(content, { headers: { ...assetHeaders, 'content-type': known.mime } });
    }
    const nonce = randomBytes(16).toString('base64');
    return new Response(withNonce(content.toString('utf8'), nonce), {
      headers: { ...pageHeaders(nonce, "'none'"), 'content-type': known.mime },
    });
  };

/** Serves the built renderer at udbudsplan://app/. */
export const serveScheme = (protocols: Protocol, files: ReadonlyMap<string, ServedFile>): void => {
  protocols.handle(SCHEME, answerFrom(files));
};
