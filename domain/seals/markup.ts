/** Markup without its comments, in one pass: nothing inside one is looked at, and one that is left open ends the text. */
export function withoutComments(markup: string): string {
  const [first = '', ...rest] = markup.split('<!--');
  return first + rest.map(afterComment).join('');
}

function afterComment(part: string): string {
  const end = part.indexOf('-->');
  return end < 0 ? '' : part.slice(end + 3);
}
