/** Jest runs the TypeScript sources as ES modules through swc. `npm test` starts the servers first (tests/support/global-setup.mjs). */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.rightsdesk'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '\\.rightsdesk'],
  coverageProvider: 'v8',
  workerIdleMemoryLimit: '512MB',
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  testTimeout: 30_000,
};
