import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SecretUnreadableError } from './storage-errors.ts';

/** Seals and opens secrets under the data folder's key. */
export interface SecretBox {
  seal(name: string, value: string): string;
  /** Throws `SecretUnreadableError` where the key is another, or the ciphertext belongs to another name. */
  open(name: string, ciphertext: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM, a fresh nonce each time; the secret's name is associated data, so that a ciphertext moved to another
 * name does not open. `key` is 32 bytes in base64url, from a file that the database never sees.
 */
export function createSecretBox(key: string): SecretBox {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 32)
    throw new SecretUnreadableError('The key of the secrets is damaged: it is not 32 bytes long.');
  return {
    seal(name, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(name, ciphertext) {
      const packed = Buffer.from(ciphertext.replace(/^v1\./, ''), 'base64url');
      const nonce = packed.subarray(0, NONCE_BYTES);
      const tag = packed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
        return decipher.update(packed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new SecretUnreadableError(
          `The secret "${name}" does not open with this data folder's key. Enter its value again.`,
          { cause: error },
        );
      }
    },
  };
}
