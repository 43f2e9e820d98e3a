import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** Of an identity the part that signs: an Ed25519 private key, 32 bytes in base64url. */
interface SigningIdentity {
  readonly signSecret: string;
}

/** What a private key in base64url begins with in PKCS #8 (RFC 8410): the header of an Ed25519 key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export const signingKey = ({ signSecret }: SigningIdentity): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, Buffer.from(signSecret, 'base64url')]),
    format: 'der',
    type: 'pkcs8',
  });

/** Signs a text; base64url. Apart from identities, so that who only signs needs nothing of age. */
export const signerOf = (identity: SigningIdentity): ((text: string) => string) => {
  const key = signingKey(identity);
  return (text) => sign(null, Buffer.from(text), key).toString('base64url');
};
