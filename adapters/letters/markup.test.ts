import { describe, expect, it } from '@jest/globals';
import { readLetterMarkup } from './markup.js';

describe('the letter markup', () => {
  it('reads every part', () => {
    const { title, blocks } = readLetterMarkup(
      '<title>A &amp; B</title>\n<h2>Head</h2><p>One <strong>two</strong>\n three<br>four <a href="https://x.example/?a&#x3D;1">five</a></p>' +
        '<ol><li>first</li></ol><dl><dt>Term</dt><dd>Value</dd></dl><table><tr><th>H</th></tr><tr><td>C</td></tr></table>' +
        '<nav><a href="https://y.example">Go</a></nav><aside><p>Apart</p></aside>',
    );
    expect(title).toBe('A & B');
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'facts', 'table', 'action', 'callout']);
    expect(blocks[1]).toEqual({
      kind: 'paragraph',
      inlines: [
        { kind: 'text', text: 'One ' },
        { kind: 'strong', text: 'two' },
        { kind: 'text', text: ' three' },
        { kind: 'break' },
        { kind: 'text', text: 'four ' },
        { kind: 'link', text: 'five', href: 'https://x.example/?a=1' },
      ],
    });
  });

  it.each([
    ['a picture', '<title>T</title><p><img src="x"></p>', /cannot read/],
    ['a script', '<title>T</title><p><script>x</script></p>', /<script> is not part/],
    ['a style', '<title>T</title><p style="color:red">x</p>', /style|cannot read/],
    ['an open element', '<title>T</title><p>x', /not closed/],
    ['a stray end', '<title>T</title><p>x</li>', /closes nothing/],
    ['loose text', '<title>T</title>loose', /loose text/],
    ['no title', '<p>x</p>', /title/],
    ['a term without value', '<title>T</title><dl><dt>a</dt></dl>', /<dd>/],
    ['a table without head', '<title>T</title><table><tr><td>a</td></tr></table>', /<th>/],
    ['an action without link', '<title>T</title><nav></nav>', /<nav>/],
    ['a block inside a line', '<title>T</title><p><ul><li>x</li></ul></p>', /inside a line/],
  ])('refuses %s', (_name, source, message) => {
    expect(() => readLetterMarkup(source)).toThrow(message);
  });
});
