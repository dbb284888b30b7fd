import { type Block, type Inline, plainText } from '../../domain/letters/document.js';
import {
  drawArtifact,
  drawRule,
  heightOf,
  INK,
  keepStart,
  LINE,
  MARGINS,
  makeRoom,
  type Pdf,
  type Setting,
  SOFT,
  type Structure,
  setRun,
  within,
} from './pdf-page.js';

/** The column that blocks are set in; points. */
export interface Column {
  x: number;
  width: number;
}

const GAP = 8;
const CALLOUT_PAD = 12;

function setHeading(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'heading' }>, column: Column): void {
  const setting: Setting = { ...column, size: block.level === 2 ? 12.5 : 10.5, font: 'strong' };
  keepStart(pdf, block.inlines, setting, { most: 150, below: 46 });
  if (pdf.y > MARGINS.top) pdf.y += 6;
  const element = within(pdf, parent, block.level === 2 ? 'H2' : 'H3');
  setRun(pdf, element, block.inlines, setting);
  element.end();
  pdf.y += 3;
}

function setParagraph(pdf: Pdf, parent: Structure, inlines: readonly Inline[], setting: Setting): void {
  if (plainText(inlines).trim() === '') return;
  keepStart(pdf, inlines, setting, { most: 34 });
  const element = within(pdf, parent, 'P');
  setRun(pdf, element, inlines, setting);
  element.end();
  pdf.y += GAP;
}

/** What a person wrote: indented, with a bar at its side as far as it stays on one page. */
function setQuote(pdf: Pdf, parent: Structure, inlines: readonly Inline[], column: Column): void {
  const setting: Setting = { x: column.x + CALLOUT_PAD, width: column.width - CALLOUT_PAD };
  keepStart(pdf, inlines, setting, { most: 300 });
  const [page, top] = [pdf.page, pdf.y];
  const quote = within(pdf, parent, 'BlockQuote');
  setParagraph(pdf, quote, inlines, setting);
  quote.end();
  if (pdf.page === page) drawBar(pdf, column.x, top, pdf.y - GAP);
}

function drawBar(pdf: Pdf, x: number, top: number, bottom: number): void {
  drawArtifact(pdf, () =>
    pdf
      .rect(x, top, 2, bottom - top)
      .fill('#7d868f')
      .fillColor(INK),
  );
}

function setList(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'list' }>, column: Column): void {
  const list = within(pdf, parent, 'L');
  block.items.forEach((item, index) => {
    const setting: Setting = { x: column.x + 16, width: column.width - 16 };
    keepStart(pdf, item, setting, { most: 60 });
    const entry = within(pdf, list, 'LI');
    const y = pdf.y;
    const label = within(pdf, entry, 'Lbl');
    setRun(pdf, label, [{ kind: 'text', text: block.isOrdered ? `${index + 1}.` : '•' }], { x: column.x + 3, width: 14 }, y);
    label.end();
    const body = within(pdf, entry, 'LBody');
    setRun(pdf, body, item, setting, y);
    body.end();
    entry.end();
    pdf.y += 3;
  });
  list.end();
  pdf.y += GAP - 3;
}

interface Cell {
  type: 'TH' | 'TD';
  scope: 'Row' | 'Column' | null;
  inlines: readonly Inline[];
  setting: Setting;
}

/** One row across the column, kept whole; the rule under it is decoration. */
function setRow(pdf: Pdf, table: Structure, cells: readonly Cell[], column: Column): void {
  const height = Math.max(...cells.map((cell) => heightOf(pdf, cell.inlines, cell.setting)));
  makeRoom(pdf, height + 12);
  const y = pdf.y + 5;
  const row = within(pdf, table, 'TR');
  for (const cell of cells) {
    const element = within(pdf, row, cell.type, cell.scope ? { scope: cell.scope } : {});
    setRun(pdf, element, cell.inlines, cell.setting, y);
    element.end();
  }
  row.end();
  pdf.x = column.x;
  pdf.y = y + height + 2;
  drawRule(pdf, column.x, column.width);
}

function setFacts(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'facts' }>, column: Column): void {
  const table = within(pdf, parent, 'Table');
  const left = column.width * 0.3;
  drawRule(pdf, column.x, column.width);
  for (const row of block.rows) {
    const term: Cell = { type: 'TH', scope: 'Row', inlines: row.term, setting: { x: column.x, width: left - 10, color: SOFT } };
    const value: Cell = { type: 'TD', scope: null, inlines: row.value, setting: { x: column.x + left, width: column.width - left } };
    setRow(pdf, table, [term, value], column);
  }
  table.end();
  pdf.y += GAP + 2;
}

function setTable(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'table' }>, column: Column): void {
  const table = within(pdf, parent, 'Table');
  const width = column.width / block.head.length;
  const place = (index: number): Column => ({ x: column.x + index * width, width: width - 10 });
  drawRule(pdf, column.x, column.width);
  const head = block.head.map(
    (inlines, index): Cell => ({ type: 'TH', scope: 'Column', inlines, setting: { ...place(index), size: 9.5, font: 'strong' } }),
  );
  setRow(pdf, table, head, column);
  for (const row of block.rows) {
    setRow(
      pdf,
      table,
      row.map((inlines, index): Cell => ({ type: 'TD', scope: null, inlines, setting: place(index) })),
      column,
    );
  }
  table.end();
  pdf.y += GAP + 2;
}

/** On paper the next step is its words and its address, which can be typed. */
function setAction(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'action' }>, column: Column): void {
  const inlines: Inline[] = [
    { kind: 'strong', text: block.label },
    { kind: 'break' },
    { kind: 'link', text: block.href, href: block.href },
  ];
  setParagraph(pdf, parent, inlines, column);
}

function roughHeight(pdf: Pdf, blocks: readonly Block[], column: Column): number {
  const heights = blocks.map((block) => {
    if (block.kind === 'paragraph' || block.kind === 'quote') return heightOf(pdf, block.inlines, column) + GAP;
    return block.kind === 'heading' ? heightOf(pdf, block.inlines, { ...column, size: 12.5, font: 'strong' }) + 9 : 60;
  });
  return heights.reduce((sum, height) => sum + height, 0);
}

/** The block set apart: framed, on one page where it fits on one. */
function setCallout(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: 'callout' }>, column: Column): void {
  const inner: Column = { x: column.x + CALLOUT_PAD + 4, width: column.width - 2 * CALLOUT_PAD - 4 };
  const height = roughHeight(pdf, block.blocks, inner) + 2 * CALLOUT_PAD;
  if (height < pdf.page.height - MARGINS.top - MARGINS.bottom) makeRoom(pdf, height);
  pdf.y += 4;
  const [page, top] = [pdf.page, pdf.y];
  pdf.y += CALLOUT_PAD - 4;
  const section = within(pdf, parent, 'Sect');
  setBlocks(pdf, section, block.blocks, inner);
  section.end();
  if (pdf.page === page) {
    const bottom = pdf.y + 2;
    drawArtifact(pdf, () =>
      pdf
        .rect(column.x, top, column.width, bottom - top)
        .lineWidth(0.6)
        .strokeColor(LINE)
        .stroke(),
    );
    drawBar(pdf, column.x, top, bottom);
    pdf.y = bottom;
  }
  pdf.y += GAP + 4;
}

type Setter<K extends Block['kind']> = (pdf: Pdf, parent: Structure, block: Extract<Block, { kind: K }>, column: Column) => void;

const SETTERS: { [K in Block['kind']]: Setter<K> } = {
  heading: setHeading,
  paragraph: (pdf, parent, block, column) => setParagraph(pdf, parent, block.inlines, column),
  quote: (pdf, parent, block, column) => setQuote(pdf, parent, block.inlines, column),
  list: setList,
  facts: setFacts,
  table: setTable,
  action: setAction,
  callout: setCallout,
};

function setBlock<K extends Block['kind']>(pdf: Pdf, parent: Structure, block: Extract<Block, { kind: K }>, column: Column): void {
  const kind: K = block.kind;
  SETTERS[kind](pdf, parent, block, column);
}

/** Sets blocks one under the other, each in its structure element, in reading order. */
export function setBlocks(pdf: Pdf, parent: Structure, blocks: readonly Block[], column: Column): void {
  for (const block of blocks) setBlock(pdf, parent, block, column);
}
