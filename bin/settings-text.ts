import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SECRET_SETTINGS, settingRows } from '../env.js';

const BEGIN = '<!-- settings: written by bin/settings-text.ts from env.ts -->';
const END = '<!-- end of settings -->';

/** The text of .env.example: every setting with its description; those with a default are shown with it, all are commented out. */
export function envExample(): string {
  const heading = '# Every setting of Rightsdesk. `npm start` needs none of them. Written by bin/settings-text.ts from env.ts.\n';
  const rows = settingRows().map(({ name, description, fallback }) => {
    const isSecret = SECRET_SETTINGS.some((secret) => secret === name);
    return `# ${description}${isSecret ? ' Secret.' : ''}\n# ${name}=${fallback === undefined ? '' : quoted(fallback)}\n`;
  });
  return [heading, ...rows].join('\n');
}

const quoted = (text: string) => (/[\s"{[]/.test(text) ? `'${text}'` : text);

/** The table of README.md. */
export function settingsTable(): string {
  const rows = settingRows().map(
    ({ name, description, fallback }) => `| \`${name}\` | ${description} | ${fallback === undefined ? '' : shown(fallback)} |`,
  );
  return ['| setting | what it is | default |', '|---|---|---|', ...rows].join('\n');
}

const shown = (text: string) => (text.length > 40 ? 'the demo’s, see `.env.example`' : `\`${text}\``);

/** README.md with its table made anew; unchanged where it has no place for one. */
export function withSettingsTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  return from < 0 || to < from ? readme : `${readme.slice(0, from)}${BEGIN}\n${settingsTable()}\n${readme.slice(to)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const project = fileURLToPath(new URL('..', import.meta.url));
  const readme = join(project, 'README.md');
  writeFileSync(join(project, '.env.example'), envExample());
  if (existsSync(readme)) writeFileSync(readme, withSettingsTable(readFileSync(readme, 'utf8')));
}
