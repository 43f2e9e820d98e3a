import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Refused = { readonly status: 401 | 403; readonly why: string };

const equal = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Whether the request was addressed to this computer by a name that cannot be anybody else's. A page whose own name was
 * made to point at 127.0.0.1 (DNS rebinding) still sends that name, and is refused.
 */
const isAddressedToUs = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

/** Why a request for a file of the program is refused, if it is. Those are public: only the addressee is checked. */
export const refusalOfFile = (headers: IncomingHttpHeaders, port: number): Refused | null =>
  isAddressedToUs(headers.host, port) ? null : { status: 403, why: 'host' };

/**
 * Why a request that reaches the service is refused, if it is: wrong addressee, a page of another origin (browsers name
 * it in `Origin` and `Sec-Fetch-Site`), or no or a wrong token. The token is sent as a header, which no other page can.
 */
export const refusalOfRequest = (headers: IncomingHttpHeaders, port: number, token: string): Refused | null => {
  if (!isAddressedToUs(headers.host, port)) return { status: 403, why: 'host' };
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return { status: 403, why: 'origin' };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return { status: 403, why: 'site' };
  return equal(headers.authorization ?? '', `Bearer ${token}`) ? null : { status: 401, why: 'token' };
};
