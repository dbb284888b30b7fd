import { escapeText } from '../../domain/seals/art-text.js';
import type { ShownSeal } from '../../domain/seals/display.js';

/** What a member copies into its pages, per recipe, strongest first. */
export interface Snippet {
  recipe: 'frame' | 'image' | 'component' | 'kept';
  code: string;
  /** What the page's own Content-Security-Policy needs, where it has one. */
  policy: string;
}

/** @param name what the picture is called when it is read aloud. */
export function snippetsFor(
  seal: Pick<ShownSeal, 'id'>,
  { origin, language, name, component }: { origin: string; language: string; name: string; component: { file: string; integrity: string } },
): Snippet[] {
  const title = escapeText(name);
  const verify = `${origin}/verify/${seal.id}`;
  const link = (content: string) => `<a href="${verify}" target="_blank" rel="noopener">${content}</a>`;
  const size = 'width="264" height="93"';
  return [
    {
      recipe: 'frame',
      code: `<iframe src="${origin}/seals/${seal.id}/embed?lang=${language}" title="${title}" ${size} style="border:0" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
      policy: `frame-src ${origin}`,
    },
    {
      recipe: 'image',
      code: link(`<img src="${origin}/seals/${seal.id}/badge.svg?lang=${language}" ${size} crossorigin="anonymous" alt="${title}">`),
      policy: `img-src ${origin}`,
    },
    {
      recipe: 'component',
      code:
        `<script type="module" src="${origin}/seals/component/${component.file}" integrity="${component.integrity}" crossorigin="anonymous"></script>\n` +
        `<rightsdesk-seal seal="${seal.id}" lang="${language}" alt="${title}">${link(title)}</rightsdesk-seal>`,
      policy: `script-src ${origin}; connect-src ${origin}; img-src ${origin}`,
    },
    { recipe: 'kept', code: link(`<img src="/seal.svg" ${size} alt="${title}">`), policy: '' },
  ];
}

/** The file of the two-way link, as the member puts it on its website. */
export const linkBackFile = (seal: Pick<ShownSeal, 'id' | 'domain'>, origin: string) =>
  JSON.stringify({ seals: [{ id: `${origin}/verify/${seal.id}`, domain: seal.domain }] }, null, 2);
