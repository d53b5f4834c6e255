import { randomBytes } from 'node:crypto';

/** A fresh value for each page load; the page's styles carry it. */
export function newNonce(): string {
  return randomBytes(18).toString('base64');
}

/**
 * The one policy of both windows: own files, own images, nothing inline but styles that carry this load's nonce.
 * `devServer` is the origin of the development server, which also needs its socket.
 */
export function contentSecurityPolicy(nonce: string, devServer: string | null): string {
  const socket = devServer === null ? '' : ` ${devServer} ${devServer.replace(/^http/, 'ws')}`;
  const inlineForDevelopment = devServer === null ? '' : ` 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src 'self'${inlineForDevelopment}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' material: data:",
    "font-src 'self'",
    `connect-src 'self' material:${socket}`,
    "worker-src 'self'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
  ].join('; ');
}
