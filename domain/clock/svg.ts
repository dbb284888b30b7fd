/** Text made safe for XML content and attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

type Attributes = Record<string, string | number | undefined>;

/** An SVG element. Classes only: a strict content security policy refuses style attributes. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? Number(value.toFixed(1)) : escapeXml(value)}"`],
  );
  return `<${name}${written.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`;
}

/** A text element; the text is escaped. */
export function text(value: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(value));
}

/** How wide a text is likely to be, in the units of its size: enough to keep labels apart. */
export function widthOf(value: string, size: number): number {
  return value.length * size * 0.56;
}

/** A drawing that reads as one picture with a name and a description. `id` must be unique on the page. */
export function picture(
  frame: { id: string; className: string; width: number; height: number; title: string; desc: string },
  content: string,
): string {
  const { id, className, width, height, title, desc } = frame;
  const head =
    element('title', { id: `${id}-title` }, escapeXml(title)) +
    element('desc', { id: `${id}-desc` }, escapeXml(desc)) +
    element('defs', {}, hatch(id));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: className,
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    head + content,
  );
}

function hatch(id: string): string {
  const lines =
    element('rect', { class: 'strip-hatch-ground', width: 6, height: 6 }) +
    element('line', { class: 'strip-hatch-line', x1: 0, y1: 0, x2: 0, y2: 6 });
  return element(
    'pattern',
    { id: `${id}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    lines,
  );
}
