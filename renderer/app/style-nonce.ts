/**
 * The nonce of this page load, which the host wrote into the page and into its Content-Security-Policy. Every style tag
 * made at run time must carry it (`MantineProvider getStyleNonce`), or the policy refuses the tag. Empty when the page
 * was not served by a host, as in a test.
 */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
