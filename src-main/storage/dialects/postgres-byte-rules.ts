/**
 * The bytes of materials, in pieces under the name of their digest: every desk of the site sees the same. What is there stays as it is
 * for good; the same bytes again are kept once. They are images or encrypted already, so the server spares itself packing.
 */
export const POSTGRES_BYTE_RULES: readonly string[] = [
  'create table public.material_bytes (name text not null, n integer not null, bytes bytea not null, constraint material_bytes_key primary key (name, n))',
  'alter table public.material_bytes alter column bytes set storage external',
  ...['update or delete', 'truncate'].flatMap((when, i) => [
    `create trigger material_bytes_kept_${i} before ${when} on public.material_bytes for each ${when === 'truncate' ? 'statement' : 'row'} execute function public.${when === 'truncate' ? 'refuse_truncate' : 'refuse_change'}()`,
    `alter table public.material_bytes enable always trigger material_bytes_kept_${i}`,
  ]),
];
