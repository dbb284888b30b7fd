/** One form of a page, as a browser without scripts would send it. */
export interface PageForm {
  action: string;
  isMultipart: boolean;
  /** What would be sent unchanged: hidden fields, what is chosen. */
  fields: Record<string, string>;
  /** Names of what somebody types, with the kind of each. */
  typed: Record<string, string>;
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';
const TYPED = ['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time', 'month', 'textarea'];

/** The forms of a page that are sent by POST, but those of its frame. */
export function formsOf(html: string, at: string): PageForm[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return [...main.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => formOf(form, at));
}

function formOf(form: string, at: string): PageForm {
  const head = /<form[^>]*>/.exec(form)?.[0] ?? '';
  const fields: Record<string, string> = {};
  const typed: Record<string, string> = {};
  for (const [tag, kind] of form.matchAll(/<(input|textarea|select)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const type = kind === 'input' ? attribute(tag, 'type') || 'text' : (kind ?? '');
    if (name === '' || type === 'file' || type === 'password') continue;
    if (TYPED.includes(type)) typed[name] = type;
    else if (type === 'hidden' || / checked/.test(tag)) fields[name] = attribute(tag, 'value');
  }
  return { action: attribute(head, 'action') || at, isMultipart: head.includes('multipart'), fields, typed };
}
