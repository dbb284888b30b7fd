import type { ReasonCode } from '../../../domain/seals/verdict.js';

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const OPENING = '<openbadges:credential';
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

export const isSvg = (bytes: Buffer) => /^\uFEFF?\s*<(\?xml|!DOCTYPE svg|!--|svg)[\s>-]/i.test(bytes.toString('utf8', 0, 256));

/** The credential baked into an SVG (Open Badges 3.0, 5.3.2): a JWS in `verify`, or JSON as CDATA. Nothing else of it is interpreted. */
export function readBakedSvg(bytes: Buffer): { text: string } | ReasonCode {
  const svg = withoutComments(bytes.toString('utf8'));
  const at = svg.indexOf(OPENING);
  if (at < 0 || !svg.includes(`xmlns:openbadges="${NAMESPACE}"`)) return 'NO_CREDENTIAL_IN_FILE';
  if (svg.includes(OPENING, at + 1)) return 'SEVERAL_CREDENTIALS_IN_FILE';
  const end = svg.indexOf('>', at);
  const attributes = svg.slice(at + OPENING.length, end < 0 ? at : end);
  const verify = /\sverify\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
  if (verify !== null) return { text: unescapeXml(verify[1] ?? verify[2] ?? '') };
  return readContent(svg.slice(end + 1));
}

function readContent(rest: string): { text: string } | ReasonCode {
  const close = rest.indexOf('</openbadges:credential');
  const content = close < 0 ? '' : rest.slice(0, close).trim();
  if (content.startsWith('<![CDATA[') && content.endsWith(']]>')) return { text: content.slice(9, -3) };
  return content === '' || content.includes('<') ? 'NO_CREDENTIAL_IN_FILE' : { text: unescapeXml(content) };
}

function withoutComments(xml: string): string {
  const parts = xml.split('<!--');
  return [parts[0], ...parts.slice(1).map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : ''))].join('');
}

const unescapeXml = (text: string) => text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** Bakes a JWT or JSON into an SVG, directly after its `<svg …>`. Throws where the picture has no such element, or a credential already. */
export function bakeSvg(svg: string, credential: string): string {
  const root = /<svg(?=[\s>])[^>]*>/.exec(svg);
  if (root === null || root[0].endsWith('/>') || svg.includes(OPENING)) throw new Error('nothing can be baked into this SVG');
  const isJson = credential.trimStart().startsWith('{');
  const element = isJson
    ? `<openbadges:credential><![CDATA[${credential.replaceAll(']]>', ']]\\u003e')}]]></openbadges:credential>`
    : `<openbadges:credential verify="${credential}"></openbadges:credential>`;
  const opened = root[0].includes('xmlns:openbadges=') ? root[0] : root[0].replace('<svg', `<svg xmlns:openbadges="${NAMESPACE}"`);
  return svg.slice(0, root.index) + opened + element + svg.slice(root.index + root[0].length);
}
