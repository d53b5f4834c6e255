import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, newNonce } from '../../src-main/app/electron/content-security';

describe('the policy of the pages', () => {
  it('starts from nothing and makes no exception', () => {
    const policy = contentSecurityPolicy('n0nce', null);
    expect(policy.split('; ')[0]).toBe("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|ws:|blob:|filesystem:/);
  });

  it('lets the nonce admit styles and never a script', () => {
    const rules = contentSecurityPolicy('n0nce', null).split('; ');
    expect(rules.filter((rule) => rule.includes("'nonce-n0nce'"))).toEqual(["style-src 'self' 'nonce-n0nce'"]);
  });

  it('adds the development server and its socket to what a page may ask, and nothing to a build', () => {
    const rules = contentSecurityPolicy('n', 'http://localhost:5173').split('; ');
    expect(rules).toContain("connect-src 'self' material: http://localhost:5173 ws://localhost:5173");
    expect(rules.filter((rule) => rule.includes('localhost'))).toHaveLength(1);
    expect(contentSecurityPolicy('n', null)).not.toContain('localhost');
    expect(contentSecurityPolicy('n', 'http://localhost:5173')).not.toContain('unsafe');
  });

  it('has a nonce of 144 bits that never comes twice', () => {
    const nonces = Array.from({ length: 1000 }, newNonce);
    expect(new Set(nonces).size).toBe(1000);
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(18);
  });
});
