import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Role folders, most specific first, and what each may import. The dependency rule of the desk. */
const LAYERS = [
  { type: 'contract', pattern: 'src-preload/contract/**/*', may: [] },
  { type: 'preload', pattern: 'src-preload/*.ts', may: ['contract'] },
  { type: 'domain', pattern: 'src-main/domain/**/*', may: [] },
  { type: 'canonical', pattern: 'src-main/canonical/**/*', may: ['domain'] },
  { type: 'storage', pattern: 'src-main/storage/**/*', may: ['domain', 'canonical'] },
  { type: 'devices', pattern: 'src-main/devices/**/*', may: ['domain'] },
  { type: 'images', pattern: 'src-main/images/**/*', may: ['domain'] },
  { type: 'documents', pattern: 'src-main/documents/**/*', may: ['domain', 'canonical'] },
  { type: 'packages', pattern: 'src-main/packages/**/*', may: ['domain', 'canonical', 'documents', 'storage', 'images'] },
  { type: 'workflows', pattern: 'src-main/workflows/**/*', may: ['domain', 'canonical', 'storage', 'packages', 'images', 'documents'] },
  { type: 'app-electron', pattern: 'src-main/app/electron/**/*', may: ['app', 'ipc', 'domain', 'devices', 'documents', 'storage', 'workflows', 'contract'] },
  { type: 'app', pattern: 'src-main/app/**/*', may: ['domain', 'canonical', 'storage', 'devices', 'images', 'documents', 'packages', 'workflows', 'contract'] },
  { type: 'ipc', pattern: 'src-main/ipc/**/*', may: ['app', 'domain', 'canonical', 'storage', 'devices', 'documents', 'packages', 'workflows', 'contract'] },
  { type: 'command-line', pattern: 'src-main/command-line/**/*', may: ['app', 'domain', 'canonical', 'storage', 'devices', 'documents', 'images', 'packages', 'workflows', 'contract'] },
  { type: 'start', pattern: 'src-main/*.ts', may: ['app', 'app-electron', 'command-line', 'ipc'] },
  { type: 'renderer', pattern: 'src-renderer/**/*', may: ['contract'] },
];

const mayImport = LAYERS.map(({ type, may }) => ({
  from: { element: { type } },
  allow: { to: { element: { type: [type, ...may] } } },
}));

/** The contract declares nothing twice: it may take types of the domain, which are gone when built. */
const typesOfTheDomain = { from: { element: { type: 'contract' } }, allow: { to: { element: { type: 'domain' } }, dependency: { kind: 'type' } } };

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', '.cache/**', 'node_modules/**', 'coverage/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': LAYERS.map(({ type, pattern }) => ({ type, pattern, partialMatch: false })),
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } },
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src-main/**/*.ts', 'src-preload/**/*.ts', 'src-renderer/**/*.{ts,tsx}'],
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies: [...mayImport, typesOfTheDomain] }],
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/app/electron/**', 'src-main/ipc/register.ts', 'src-main/index.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'electron', message: 'Only src-main/app/electron and ipc/register.ts know Electron; the command line runs the rest on plain Node.' }] }],
    },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['scripts/**/*.ts', 'scripts/**/*.mjs', 'src-main/command-line/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.d.mts'],
    ...tseslint.configs.disableTypeChecked,
  },
);
