import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { citeArticle } from '../../domain/letters/citation.js';
import { formatDateInWords, formatInstantInWords } from '../../domain/letters/dates.js';
import type { Regime } from '../../domain/letters/regime.js';
import {
  CHANNEL_WORDS,
  CLOSING_WORDS,
  FEE_GROUND_ARTICLES,
  FEE_GROUND_WORDS,
  formatMoney,
  RESTRICTION_ARTICLES,
  RESTRICTION_GROUND_WORDS,
  RIGHT_ARTICLES,
  RIGHT_NAMES,
  RIGHT_TERMS,
  RIGHT_WORDS,
} from '../../domain/letters/words.js';
import { LANGUAGES, type Language, type Right } from '../../domain/request/types.js';

/** A compiled template: strict, so that a fact it names and did not get is an error. */
export type Template = (context: object) => string;

/** Sources run from the project's root, a build from `dist/`; both find the one `templates/` folder above them. */
function findTemplates(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'templates');
    if (existsSync(join(candidate, 'letters'))) return candidate;
    if (dirname(folder) === folder) throw new Error('templates/letters not found above the program');
  }
}

/** The folder that holds the templates and the letters' font. */
export const TEMPLATES = findTemplates();

type Environment = typeof Handlebars;

const WORDS = {
  right: RIGHT_WORDS,
  rightTerm: RIGHT_TERMS,
  rightName: RIGHT_NAMES,
  feeGround: FEE_GROUND_WORDS,
  restrictionGround: RESTRICTION_GROUND_WORDS,
  closing: CLOSING_WORDS,
  channel: CHANNEL_WORDS,
} as const satisfies Record<string, Record<Language, Record<string, string>>>;

function registerWords(environment: Environment, language: Language): void {
  for (const [name, words] of Object.entries(WORDS)) {
    const table: Readonly<Record<string, string>> = words[language];
    environment.registerHelper(name, (key: string) => {
      const word = table[key];
      if (word === undefined) throw new Error(`no word for ${name} ${key}`);
      return word;
    });
  }
}

/** RULEBOOK 2.11, ACK: while accuracy is contested or an objection is weighed, the person may ask for restriction. */
function offersRestriction(reading: readonly Right[]): boolean {
  return reading.includes('rectification') || reading.includes('objection');
}

/** Text a person wrote, its line breaks kept, everything in it escaped. */
function lines(text: string): Handlebars.SafeString {
  return new Handlebars.SafeString(Handlebars.escapeExpression(text.trim()).replace(/\r?\n/g, '<br>'));
}

const ARTICLES: Readonly<Record<string, string | null>> = { ...RIGHT_ARTICLES, ...FEE_GROUND_ARTICLES, ...RESTRICTION_ARTICLES };

/** " (GDPR Art. 12(6))", or nothing where the letter may make no statutory claim. */
function citation(place: string | null | undefined, regime: Regime, language: Language): string {
  const cited = place ? citeArticle(place, regime, language) : '';
  return cited === '' ? '' : ` (${cited})`;
}

const NAME = /^[\p{L}\p{M} .,'’-]{1,80}$/u;

/** A name to greet with; anything else that came in its place (an address, an advertisement) is not sent on. */
function greetable(name: string | null): string {
  return name !== null && NAME.test(name) ? name : '';
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right;
}

function environmentFor(language: Language): Environment {
  const environment = Handlebars.create();
  registerWords(environment, language);
  environment.registerHelper('date', (date: string) => formatDateInWords(date, language));
  // An end that may be a day or a description, such as "as long as the claim is open".
  environment.registerHelper('dateOrWords', (end: string) => (/^\d{4}-\d{2}-\d{2}$/.test(end) ? formatDateInWords(end, language) : end));
  environment.registerHelper('time', (instant: string, timeZone: string) => formatInstantInWords(instant, language, timeZone));
  environment.registerHelper('money', (amountMinor: number, currency: string) => formatMoney(amountMinor, currency, language));
  environment.registerHelper('cite', (place: string, regime: Regime) => citation(place, regime, language));
  environment.registerHelper('citeOf', (key: string, regime: Regime) => citation(ARTICLES[key], regime, language));
  environment.registerHelper('point', (letter: string, regime: Regime) => (regime === 'POLICY_ONLY' ? '' : ` (${letter})`));
  environment.registerHelper('greetable', greetable);
  environment.registerHelper('offersRestriction', offersRestriction);
  environment.registerHelper('lines', lines);
  environment.registerHelper('is', isSame);
  environment.registerHelper('some', (list: readonly unknown[] | null) => list !== null && list !== undefined && list.length > 0);
  return environment;
}

function readPartials(environment: Environment, language: Language): void {
  const folder = join(TEMPLATES, 'partials');
  const ending = `.${language}.hbs`;
  for (const file of readdirSync(folder)) {
    if (!file.startsWith('letter-') || !file.endsWith(ending)) continue;
    environment.registerPartial(file.slice('letter-'.length, -ending.length), readFileSync(join(folder, file), 'utf8'));
  }
}

const OPTIONS = { strict: true, preventIndent: true } as const;

function readLetters(language: Language): Map<string, Template> {
  const environment = environmentFor(language);
  readPartials(environment, language);
  const folder = join(TEMPLATES, 'letters', language);
  const files = readdirSync(folder).filter((file) => file.endsWith('.hbs'));
  return new Map(
    files.map((file) => [file.slice(0, -'.hbs'.length), environment.compile(readFileSync(join(folder, file), 'utf8'), OPTIONS)]),
  );
}

const cache = new Map<Language, Map<string, Template>>();

/** The template of a letter in a language. Each language is read and compiled once. A missing template is an error. */
export function letterTemplate(name: string, language: Language): Template {
  const letters = cache.get(language) ?? readLetters(language);
  cache.set(language, letters);
  const template = letters.get(name);
  if (!template) throw new Error(`no template ${name} in ${language}`);
  return template;
}

/**
 * Compiles the frame of a mail, `emails/<name>.hbs`, with its partials `emails/<name>-<partial>.hbs`, each after `transform` (styles
 * are inlined once, here, and not with every letter).
 */
export function compileFrame(name: string, transform: (source: string) => string): Template {
  const environment = Handlebars.create();
  environment.registerHelper('is', isSame);
  const folder = join(TEMPLATES, 'emails');
  const read = (file: string): string => transform(readFileSync(join(folder, file), 'utf8').trim());
  for (const file of readdirSync(folder)) {
    if (file.startsWith(`${name}-`) && file.endsWith('.hbs'))
      environment.registerPartial(file.slice(name.length + 1, -'.hbs'.length), read(file));
  }
  return environment.compile(read(`${name}.hbs`), OPTIONS);
}

/** Reads all languages now, so that the first letter is as fast as the next; throws where a template cannot be read. */
export function warmUpLetters(): void {
  for (const language of LANGUAGES) letterTemplate('ACK', language);
}
