import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    error: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, { error: 'must be 32 random bytes in base64' });
const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');

/** As Express takes them for its setting `trust proxy`. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text);
  return rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

/** A setting that is a JSON text. */
function json<T extends z.ZodType>(shape: T) {
  const parsed = z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  });
  return parsed.pipe(shape);
}

const establishment = z.object({
  jurisdiction: z.enum(['EU', 'UK']),
  calendar: z.string().min(2),
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', { error: 'is no time zone' }),
  name: z.string().min(1),
});

const controller = z.object({
  name: z.string().min(1),
  address: z.array(z.string().min(1)).min(1),
  phone: z.string().min(1),
  email: z.email(),
});

const demoEstablishments = [
  { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', name: 'England and Wales' },
  { jurisdiction: 'UK', calendar: 'SCT', timeZone: 'Europe/London', name: 'Scotland' },
  { jurisdiction: 'EU', calendar: 'IE', timeZone: 'Europe/Dublin', name: 'Ireland' },
  { jurisdiction: 'EU', calendar: 'DE', timeZone: 'Europe/Berlin', name: 'Germany' },
  { jurisdiction: 'EU', calendar: 'BE', timeZone: 'Europe/Brussels', name: 'Belgium' },
  { jurisdiction: 'EU', calendar: 'FR', timeZone: 'Europe/Paris', name: 'France' },
];

const demoController = {
  name: 'Rightsdesk Seals Ltd',
  address: ['12 Harbour Row', 'London', 'E1 0AA', 'United Kingdom'],
  phone: '+44 20 7946 0000',
  email: 'crm@rightsdesk.example',
};

/** Every setting there is, with its description. The table in README.md and .env.example are generated from here. */
const settings = {
  RIGHTSDESK_HOME: z.string().default('.rightsdesk').describe('Folder of the embedded servers, their secrets and logs.'),
  PORT: port.max(65_524).default(3000).describe('Port of the web server. What is embedded uses the eleven ports above it.'),
  HOST: z.string().default('127.0.0.1').describe('Address the web server, the SMTP listener and the figures listen on.'),
  PUBLIC_URL: url('http', 'https')
    .optional()
    .describe('Address people reach the web server at; links in letters begin with it. Without: HOST and PORT.'),
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .refine((networks) => networks.every(isNetwork), { error: 'must be IP addresses, networks like 10.0.0.0/8, loopback or uniquelocal' })
    .describe(
      'Proxies before the web server, separated by commas: addresses, networks, loopback, uniquelocal. Whom else they speak for is believed of these alone.',
    ),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info').describe('How much the parts log.'),
  SUPERVISED: yesOrNo.default(false).describe('Set by npm start for its parts: all of them run beside each other on this machine.'),
  DEMO: yesOrNo.default(true).describe('"true" seeds the demo and shows caught mail. Set "false" where real people are answered.'),
  DATABASE_URL: url('postgresql', 'postgres').optional().describe('PostgreSQL 15 or newer as the parts use it. Without: the embedded one.'),
  DATABASE_OWNER_URL: url('postgresql', 'postgres')
    .optional()
    .describe('The same database as its owner, for migrations. Without: DATABASE_URL.'),
  KEYS_DATABASE_URL: url('postgresql', 'postgres')
    .optional()
    .describe('Database of the keys of the data subjects, backed up apart. Without: the name of the data database with "_keys".'),
  KEYS_DATABASE_OWNER_URL: url('postgresql', 'postgres').optional().describe('The keys database as its owner. Without: derived as above.'),
  TEMPORAL_ADDRESS: z.string().min(1).optional().describe('host:port of a Temporal server (1.32 or newer). Without: a local one.'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default').describe('Temporal namespace.'),
  TEMPORAL_UI_URL: url('http', 'https').optional().describe('Address of the Temporal web UI, shown to operators.'),
  TEMPORAL_CLI: z.string().min(1).optional().describe('Path of a `temporal` program for the local server.'),
  TEMPORAL_WORKFLOW_BUNDLE: z.string().min(1).optional().describe('Path of the pre-built workflow bundle; the container sets it.'),
  REDIS_URL: url('redis', 'rediss').optional().describe('Redis 6.2 or newer for the job queue. Without: the queue is in PostgreSQL.'),
  SMTP_URL: url('smtp', 'smtps')
    .optional()
    .describe('Server that outgoing mail is handed to. Without: mail is caught and shown at /dev/mail.'),
  IMAP_URL: url('imap', 'imaps').optional().describe('Mailbox that incoming mail is fetched from. Without: an own SMTP listener takes it.'),
  INTAKE_SMTP_PORT: port.optional().describe('Port of the SMTP listener for incoming mail. Without: PORT + 4.'),
  CATCHER_SMTP_PORT: port.optional().describe('Port of the SMTP server that catches outgoing mail. Without: PORT + 5.'),
  STRIPE_SECRET_KEY: z
    .string()
    .min(8)
    .optional()
    .describe('Secret key of Stripe: fees are paid by card on its hosted page. Without: by bank transfer; the demo has a stand-in.'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .optional()
    .describe('What Stripe signs its messages to /webhooks/stripe with. Needed with STRIPE_SECRET_KEY.'),
  STRIPE_API_BASE: url('http', 'https')
    .optional()
    .describe('Where Stripe’s API stands, if not at Stripe; the demo sets it to its stand-in.'),
  CHECKOUT_PORT: port.optional().describe('Port of the demo’s stand-in for the payment page. Without: PORT + 10.'),
  MAILBOX_ADDRESS: z.email().default('crm@rightsdesk.example').describe('The address people write to.'),
  OUTBOUND_ALLOWED_HOSTS: z
    .string()
    .transform((text) => text.split(',').flatMap((host) => host.trim() || []))
    .optional()
    .describe('host:port, separated by commas: servers named by others that may be reached although private or without TLS.'),
  SEAL_ZONE_FILE: z
    .string()
    .optional()
    .describe('A JSON file of TXT records by name, asked before DNS when a domain is checked: for names that stand in no public DNS.'),
  PORTABILITY_SENDERS: z
    .string()
    .transform((text) => text.split(',').flatMap((origin) => origin.trim() || []))
    .optional()
    .describe('Origins like https://example.org, separated by commas: packages handed over by these are taken without approval by staff.'),
  WORKER_METRICS_PORT: port.optional().describe('Port of the worker’s /metrics. Without: PORT + 6.'),
  MAILROOM_METRICS_PORT: port.optional().describe('Port of the mail room’s /metrics. Without: PORT + 7.'),
  SEALS_PROCESS: yesOrNo
    .default(false)
    .describe('"true": npm start also runs verification of seals as a process of its own, at SEALS_PORT. The web server does it too.'),
  SEALS_PORT: port.optional().describe('Port of that process. Without: PORT + 11.'),
  ESTABLISHMENTS: json(z.array(establishment).min(1))
    .default(demoEstablishments as z.infer<typeof establishment>[])
    .describe('JSON: the places the controller answers from, the default first: [{jurisdiction, calendar, timeZone, name}].'),
  CONTROLLER: json(controller).default(demoController).describe('JSON: whose duty it is: {name, address: [line], phone, email}.'),
  BACKUPS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(90)
    .describe('Days until backups of the described systems are overwritten; the letter of an erasure says so.'),
  SEAL_KEYS_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the keys that seals are signed with, shared by all processes. Without: seal-keys in RIGHTSDESK_HOME.'),
  SEAL_PKCS11_MODULE: z
    .string()
    .min(1)
    .optional()
    .describe('Path of a PKCS#11 library: new seal keys are made in that hardware module. Without: in files, encrypted.'),
  SEAL_PKCS11_TOKEN: z.string().min(1).optional().describe('Label of the token in the module. Needed with SEAL_PKCS11_MODULE.'),
  SEAL_PKCS11_PIN: z.string().min(1).optional().describe('User PIN of the token. Needed with SEAL_PKCS11_MODULE.'),
  OIDC_ISSUER: url('http', 'https')
    .optional()
    .describe('Issuer of an OpenID Connect provider: people sign in through it. http on this machine only. Without: no single sign-on.'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('Our name with the provider. Needed with OIDC_ISSUER.'),
  OIDC_CLIENT_SECRET: z.string().min(8).optional().describe('Our secret with the provider. Needed with OIDC_ISSUER.'),
  OIDC_NAME: z.string().min(1).default('single sign-on').describe('What people call the provider; the pages show it.'),
  MASTER_KEY: key.optional().describe('Wraps the keys of the data subjects: 32 random bytes in base64.'),
  MASTER_KEY_FORMER: key.optional().describe('The MASTER_KEY of before, while `keys rotate-master` changes it and no longer.'),
  KEPT_KEYS: z.base64().optional().describe('What `keys rotate-master` printed: goes with the MASTER_KEY that it was changed to.'),
  PAYLOAD_KEY: key.optional().describe('Encrypts what Temporal stores: 32 random bytes in base64.'),
  SESSION_SECRET: z.string().min(32).optional().describe('Signs session cookies: at least 32 characters.'),
  ROOT_SIGNING_KEY: z.base64().optional().describe('Signs the chain of evidence: an Ed25519 private key, PKCS#8 DER in base64.'),
};

const startSchema = z.object(settings);

/** What a part cannot do without; `npm start` fills them in from the embedded servers and its own secrets. */
const NEEDED = [
  'DATABASE_URL',
  'KEYS_DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'MASTER_KEY',
  'PAYLOAD_KEY',
  'SESSION_SECRET',
  'ROOT_SIGNING_KEY',
] as const;
const needed = Object.fromEntries(NEEDED.map((name) => [name, true])) as Record<(typeof NEEDED)[number], true>;
const partSchema = startSchema.required(needed);

/** The name of a setting. */
export type SettingName = keyof typeof settings;

/** Settings whose value must never be printed or put into a command line. */
export const SECRET_SETTINGS = [
  'MASTER_KEY',
  'MASTER_KEY_FORMER',
  'KEPT_KEYS',
  'PAYLOAD_KEY',
  'SESSION_SECRET',
  'ROOT_SIGNING_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'OIDC_CLIENT_SECRET',
  'SEAL_PKCS11_PIN',
] as const satisfies readonly SettingName[];

/** One row of the configuration table. `fallback` is the default as text, if there is one. */
export interface SettingRow {
  name: SettingName;
  description: string;
  fallback: string | undefined;
}

/** Every setting with its description and default, in the order of the table. */
export function settingRows(): readonly SettingRow[] {
  const defaults: Readonly<Record<string, unknown>> = startSchema.parse({});
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const value = defaults[name];
    return { name, description: settings[name].description ?? '', fallback: value === undefined ? undefined : asWritten(value) };
  });
}

/** A value as it stands in the environment. */
function asWritten(value: unknown): string {
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isList ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Where this machine itself reaches what listens on HOST, as a URL names it. */
export function hostFromHere(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function withPorts<T extends z.infer<typeof startSchema>>(env: T) {
  return {
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://${hostFromHere(env.HOST)}:${env.PORT}`,
    INTAKE_SMTP_PORT: env.INTAKE_SMTP_PORT ?? env.PORT + 4,
    CATCHER_SMTP_PORT: env.CATCHER_SMTP_PORT ?? env.PORT + 5,
    WORKER_METRICS_PORT: env.WORKER_METRICS_PORT ?? env.PORT + 6,
    MAILROOM_METRICS_PORT: env.MAILROOM_METRICS_PORT ?? env.PORT + 7,
    CHECKOUT_PORT: env.CHECKOUT_PORT ?? env.PORT + 10,
    SEALS_PORT: env.SEALS_PORT ?? env.PORT + 11,
    SEAL_KEYS_FOLDER: env.SEAL_KEYS_FOLDER ?? `${env.RIGHTSDESK_HOME}/seal-keys`,
  };
}

/** Every problem of a configuration in one message, for the terminal. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
  }
}

function parse<T extends z.ZodType>(schema: T, source: Readonly<Record<string, string | undefined>>): z.infer<T> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => {
      const [name, ...rest] = issue.path.map(String);
      const missing = issue.code === 'invalid_type' && given[name ?? ''] === undefined;
      return `${[name, ...rest].join('.')}: ${missing ? 'is needed and not set' : issue.message}`;
    }),
  );
}

/** The settings as a person starts the program with them. Throws ConfigurationError with every problem at once. */
export function readStartEnvironment(source: Readonly<Record<string, string | undefined>> = process.env) {
  return withPorts(parse(startSchema, source));
}

/** The settings as a part needs them: servers and secrets are there. Throws ConfigurationError with every problem at once. */
export function readPartEnvironment(source: Readonly<Record<string, string | undefined>> = process.env) {
  const env = withPorts(parse(partSchema, source));
  if (!env.DEMO && source.CONTROLLER === undefined) throw new ConfigurationError(['CONTROLLER: is needed where DEMO is false']);
  if (env.OIDC_ISSUER !== undefined) {
    const missing = (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter((name) => env[name] === undefined);
    if (missing.length > 0) throw new ConfigurationError(missing.map((name) => `${name}: is needed with OIDC_ISSUER`));
  }
  if (env.STRIPE_SECRET_KEY !== undefined && env.STRIPE_WEBHOOK_SECRET === undefined)
    throw new ConfigurationError(['STRIPE_WEBHOOK_SECRET: is needed with STRIPE_SECRET_KEY']);
  const { SEAL_PKCS11_MODULE, SEAL_PKCS11_TOKEN, SEAL_PKCS11_PIN } = env;
  if (SEAL_PKCS11_MODULE !== undefined && (SEAL_PKCS11_TOKEN === undefined || SEAL_PKCS11_PIN === undefined))
    throw new ConfigurationError(['SEAL_PKCS11_TOKEN, SEAL_PKCS11_PIN: are needed with SEAL_PKCS11_MODULE']);
  return env;
}

/** The settings as `bin/seals.ts` needs them: no key, no engine, no queue. Throws ConfigurationError with every problem at once. */
export function readSealsEnvironment(source: Readonly<Record<string, string | undefined>> = process.env) {
  return withPorts(parse(startSchema.required({ DATABASE_URL: true }), source));
}

/** The settings of `npm start` and the command line. */
export type StartEnvironment = ReturnType<typeof readStartEnvironment>;
/** The settings of a part. */
export type PartEnvironment = ReturnType<typeof readPartEnvironment>;
