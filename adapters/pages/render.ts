import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { Language } from '../../domain/request/types.js';
import { loadWords, type Words } from './words.js';

type Template = (view: object, options?: { allowProtoPropertiesByDefault?: boolean }) => string;

const DEFAULT_ROOT = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * Compiles every page, partial and layout once and renders them in strict mode: a field that a template prints and the view lacks
 * throws instead of leaving a hole. A view names its `layout` (public, desk, bare) and its `language`.
 */
export function createPages(root: string = DEFAULT_ROOT) {
  const words = loadWords(join(root, 'locales'));
  const engine = Handlebars.create();
  registerHelpers(engine, words);
  for (const [name, source] of readTemplates(join(root, 'partials'))) engine.registerPartial(name, source);
  const pages = compileAll(engine, join(root, 'pages'));
  const layouts = compileAll(engine, join(root, 'layouts'));
  return {
    render(name: string, view: object): string {
      const layout = 'layout' in view && typeof view.layout === 'string' ? view.layout : 'public';
      return find(layouts, layout)({ ...view, body: find(pages, name)(view) });
    },
    text: (language: Language, key: string, values: Record<string, string | number> = {}) => words.text(language, key, values),
  };
}

function find(templates: Map<string, Template>, name: string): Template {
  const template = templates.get(name);
  if (!template) throw new Error(`no such template: ${name}`);
  return template;
}

function compileAll(engine: typeof Handlebars, folder: string): Map<string, Template> {
  const compiled = new Map<string, Template>();
  for (const [name, source] of readTemplates(folder)) compiled.set(name, engine.compile(source, { strict: true, preventIndent: true }));
  return compiled;
}

function readTemplates(folder: string): [name: string, source: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs') && !file.startsWith('letter-'))
    .map((file) => [relative('.', file).split(sep).join('/').slice(0, -4), readFileSync(join(folder, file), 'utf8')]);
}

interface HelperOptions {
  hash: Record<string, string | number>;
  data: { root: { language: Language } };
}

function registerHelpers(engine: typeof Handlebars, words: Words): void {
  const escaped = engine.escapeExpression;
  engine.registerHelper({
    t: (key: string, options: HelperOptions) => words.text(options.data.root.language, key, options.hash),
    // **bold** in the words becomes <strong>; the values are escaped first, so nothing else can become markup.
    tm: (key: string, options: HelperOptions) =>
      new engine.SafeString(
        escaped(words.text(options.data.root.language, key, options.hash)).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>'),
      ),
    concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
    eq: (left: unknown, right: unknown) => left === right,
    includes: (list: unknown, item: unknown) => Array.isArray(list) && list.includes(item),
    lines: (value: string) => new engine.SafeString(escaped(value).replace(/\r?\n/g, '<br>')),
  });
}
