declare const content: unique symbol;

/**
 * Personal data closed under one subject's key (AES-256-GCM): what the domain carries without being able to read it.
 * `Content` is the type of the JSON inside; it exists for the compiler alone.
 */
export interface Sealed<Content = unknown> {
  /** Whose key opens it, for example `case:…` or `reporter:…`. */
  readonly subject: string;
  /** base64url of nonce, ciphertext and tag. */
  readonly box: string;
  readonly [content]?: Content;
}
