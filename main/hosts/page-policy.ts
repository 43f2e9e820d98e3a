/** What the build writes wherever the nonce of a page load belongs; see `html.cspNonce` in scripts/vite-config.ts. */
export const NONCE_PLACEHOLDER = 'udbudsplan-nonce';

/**
 * The headers under which a page is served. Nothing is allowed that is not named. `connect` is 'none' in Electron, where
 * calls do not go over the network, and 'self' in the browser host. Style tags made at run time (Mantine's variables)
 * need the nonce; styles that React sets on elements go through the CSSOM, which the policy does not concern.
 */
export const pageHeaders = (nonce: string, connect: "'none'" | "'self'"): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; '),
  ...assetHeaders,
});

/** The headers of everything else that a page loads. */
export const assetHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/** The page with the nonce of this load in it. */
export const withNonce = (html: string, nonce: string): string => html.split(NONCE_PLACEHOLDER).join(nonce);
