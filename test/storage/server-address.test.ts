import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { parseServerAddress } from '../../src-main/storage/server-address';

const SITE = { host: 'db.site.example', port: 5432, database: 'exam', role: 'desks', password: null, tls: { rootCertificate: null } };

describe('the address of a server', () => {
  const understood = [
    { url: 'postgresql://desks@db.site.example/exam?sslmode=verify-full', place: SITE },
    { url: 'postgres://desks@db.site.example:6000/exam?sslmode=verify-full&sslrootcert=/etc/hostname', place: { ...SITE, port: 6000, tls: { rootCertificate: '/etc/hostname' } } },
    { url: 'postgresql://desks:p%40ss%2Fword@127.0.0.1/exam', place: { ...SITE, host: '127.0.0.1', password: 'p@ss/word', tls: null } },
    { url: 'postgresql://localhost/exam', place: { ...SITE, host: 'localhost', role: null, tls: null } },
    { url: 'postgresql://desks@[::1]:5433/exam', place: { ...SITE, host: '::1', port: 5433, tls: null } },
    { url: 'postgresql://desks@localhost/exam?host=/var/run/postgresql', place: { ...SITE, host: '/var/run/postgresql', tls: null } },
    { url: 'postgresql://desks@127.0.0.1/exam?sslmode=verify-full', place: { ...SITE, host: '127.0.0.1' } },
    { url: 'postgresql://desks@[fd00::5]/exam?sslmode=verify-full', place: { ...SITE, host: 'fd00::5' } },
  ];

  test.each(understood)('$url is understood', ({ url, place }) => {
    expect(parseServerAddress({ url })).toEqual(ok(place));
  });

  const unchecked = ['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=require', '?sslmode=verify-ca', '?sslmode=VERIFY-FULL', '?sslmode=no-verify'];
  const elsewhere = ['db.site.example', '192.168.1.20', 'localhost.evil.example', '128.0.0.1', '[fd00::5]'];

  test.each(elsewhere.flatMap((host) => unchecked.map((options) => ({ host, options }))))('$host$options is another machine without checked TLS, and refused', ({ host, options }) => {
    expect(parseServerAddress({ url: `postgresql://desks@${host}/exam${options}` })).toEqual(err({ code: 'server-tls-required', host: host.replaceAll(/[[\]]/g, '') }));
  });

  const malformed = ['', 'exam', 'mysql://desks@localhost/exam', 'postgresql://localhost', 'postgresql://desks@/exam', 'postgresql://desks@localhost/', 'postgresql://desks@localhost/exam?sslpassword=x', 'postgresql://%zz@localhost/exam', 'https://localhost/exam', 'postgresql://localhost/exam?sslmode=verify-full&sslrootcert=/no/such/ca.pem'];

  test.each(malformed)('%s is not understood', (url) => {
    expect(parseServerAddress({ url })).toMatchObject(err({ code: 'server-address-malformed' }));
  });

  test('that is refused is told without its password', () => {
    for (const url of ['postgresql://desks:geheim@db.site.example/exam', 'postgresql://desks:geheim@localhost/', 'postgresql://desks:geheim%zz@localhost/exam?x=1']) {
      expect(JSON.stringify(parseServerAddress({ url }))).not.toContain('geheim');
    }
  });
});
