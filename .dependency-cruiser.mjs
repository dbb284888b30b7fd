// The fences of docs/ARCHITECTURE.md: who may import whom. Each rule says what to do instead. tests/architecture plants the mistakes.

const anyOf = (...names) => `^(${names.join('|')})/`;
const npm = (...names) => `(^|/)node_modules/(${names.map((name) => name.replaceAll('/', '\\/')).join('|')})/`;
const own = anyOf('domain', 'workflows', 'activities', 'adapters', 'api', 'bin', 'tests', 'bench', 'prisma', 'templates', 'client');
const notTests = '\\.test\\.ts$';

/** Where each outside library may be imported: its one home among the adapters, plus the programs that stand outside the table. */
const homes = {
  '@temporalio/(client|worker|testing|envconfig)': ['adapters/temporal', 'adapters/embedded'],
  '@temporalio/workflow': ['workflows'],
  '@temporalio/activity': ['activities'],
  'bullmq|ioredis': ['adapters/queue'],
  'nodemailer|smtp-server|mailparser|imapflow|mailauth|email-reply-parser|sanitize-html': ['adapters/mail'],
  'pdfkit|handlebars|juice|html-to-text': ['adapters/letters', 'adapters/pages', 'adapters/package', 'adapters/mail'],
  '@zip.js/zip.js': ['adapters/package'],
  'date-holidays': ['adapters/calendar'],
  '@node-rs/argon2|otpauth|@simplewebauthn/server|openid-client|@zxcvbn-ts/.*|bowser': ['adapters/accounts'],
  '@prisma/(adapter-pg|client|driver-adapter-utils|schema-engine-wasm)': ['adapters/db', 'prisma'],
  'express-session|helmet|csrf-sync|rate-limiter-flexible|multer|pino-http|compression': [
    'api/app.ts',
    'api/middleware',
    'adapters/accounts',
  ],
  'file-type': ['api/middleware', 'adapters/mail'],
  express: ['api'],
  'request-filtering-agent|standardwebhooks': ['adapters/outbound'],
  'http-message-signatures': ['adapters/portability'],
  stripe: ['adapters/payments'],
  '@resvg/resvg-js|uqr': ['adapters/seal-art'],
  'jsonld|rdf-canonize|@digitalbazaar/.*|@digitalcredentials/.*|pkcs11js': ['adapters/seals'],
  tldts: ['adapters/domains'],
};

const homeRules = Object.entries(homes).map(([library, places]) => ({
  name: `home-of-${library
    .split('|')[0]
    .replace(/[^a-z]+/gi, '-')
    .replace(/^-|-$/g, '')}`,
  comment: `This library has its home in ${places.join(', ')}. Put a function with a name from the procedure there and call that.`,
  severity: 'error',
  from: { path: own, pathNot: [`^(${places.join('|')})`, '^(bin|tests|bench|prisma)/', notTests] },
  to: { path: npm(library), dependencyTypesNot: ['type-only'] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The law knows no world. Pass what it needs as an argument; do the effect in activities/ or adapters/.',
      severity: 'error',
      from: { path: '^domain/', pathNot: notTests },
      to: { pathNot: ['^domain/', npm('temporal-polyfill', 'temporal-spec')] },
    },
    {
      name: 'workflows-are-deterministic',
      comment:
        'A workflow is replayed. Call an activity through proxyActivities and import only its type; take words and law from domain/.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: notTests },
      to: { pathNot: ['^(workflows|domain|activities)/', npm('@temporalio/workflow', '@temporalio/common')] },
    },
    {
      name: 'workflows-know-activities-by-type',
      comment: 'A value import bundles the activity, and the database with it, into the workflow. Write `import type` and proxyActivities.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: notTests },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'activities-get-adapters-handed-in',
      comment: 'createActivities(deps) gets its adapters from bin/. Import only their types.',
      severity: 'error',
      from: { path: '^activities/', pathNot: notTests },
      to: { path: '^adapters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'activities-stay-thin',
      comment: 'An activity translates and calls an adapter. It knows neither the door nor the procedure nor the settings.',
      severity: 'error',
      from: { path: '^activities/', pathNot: notTests },
      to: { path: '^(api|workflows|bin|prisma|templates|env\\.ts)' },
    },
    {
      name: 'activities-need-no-library',
      comment: 'Libraries live in adapters/. An activity has @temporalio/activity and @temporalio/common.',
      severity: 'error',
      from: { path: '^activities/', pathNot: notTests },
      to: { path: '(^|/)node_modules/', pathNot: npm('@temporalio/activity', '@temporalio/common'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-serve-everyone',
      comment: 'An adapter serves those above it and knows none of them. Of workflows/ it may use the names and payloads in messages.ts.',
      severity: 'error',
      from: { path: '^adapters/', pathNot: notTests },
      to: { path: '^(activities|api|bin|env\\.ts)' },
    },
    {
      name: 'adapters-know-messages-only',
      comment: 'Of workflows/ an adapter may use messages.ts; everything else by type.',
      severity: 'error',
      from: { path: '^adapters/', pathNot: notTests },
      to: { path: '^workflows/', pathNot: '^workflows/messages\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-gets-adapters-handed-in',
      comment: 'createApp(deps) gets its adapters from bin/. Import only their types, or the interfaces of api/deps.ts.',
      severity: 'error',
      from: { path: '^api/', pathNot: notTests },
      to: { path: '^adapters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-is-the-door',
      comment: 'The door writes down and hands over through deps. It starts no workflow, runs no activity, reads no settings.',
      severity: 'error',
      from: { path: '^api/', pathNot: notTests },
      to: { path: '^(activities|workflows|bin|prisma|env\\.ts)' },
    },
    {
      name: 'only-programs-read-settings',
      comment: 'Only bin/, prisma/seed.ts and *.config.ts read env.ts. Take the value as an argument.',
      severity: 'error',
      from: { path: own, pathNot: ['^(bin|bench|tests)/', '^prisma/seed', '\\.config\\.ts$', notTests] },
      to: { path: '^env\\.ts$' },
    },
    {
      name: 'nobody-imports-programs-or-tests',
      comment: 'bin/ and tests/ are where things come together. Move what you need into the folder it belongs to.',
      severity: 'error',
      from: { path: own, pathNot: ['^(bin|bench|tests)/', '^prisma/seed', notTests] },
      to: { path: '^(bin|tests|bench)/' },
    },
    {
      name: 'generated-client-stays-in-the-database-adapter',
      comment: 'Only adapters/db speaks Prisma. Give it a function with a name from the procedure.',
      severity: 'error',
      from: { path: own, pathNot: ['^adapters/db/', '^prisma/', '^(bin|tests|bench)/', notTests] },
      to: { path: '^prisma/client/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-client-stands-alone',
      comment: 'Whoever copies client/ gets all of it: the types of the wire and openapi-fetch. It knows nothing of what answers.',
      severity: 'error',
      from: { path: '^client/', pathNot: notTests },
      to: { path: own, pathNot: '^client/' },
    },
    {
      name: 'no-circle',
      comment: 'Two modules that need each other are one idea or three. Move what both need into a third.',
      severity: 'error',
      from: { path: own },
      to: { circular: true },
    },
    {
      name: 'imports-exist',
      comment: 'This import leads nowhere, or to a package that package.json does not name.',
      severity: 'error',
      from: { path: own },
      to: { couldNotResolve: true, pathNot: '^prisma/client' },
    },
    ...homeRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^prisma/client'] },
    exclude: { path: ['^dist/', '\\.rightsdesk'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
