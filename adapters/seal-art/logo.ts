import { renderAsync } from '@resvg/resvg-js';
import { DomainError } from '../../domain/errors.js';
import { LOGO_BOX, LOGO_LIMITS } from '../../domain/seals/letterhead.js';
import { sanitiseDrawing } from '../../domain/seals/mark-svg.js';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const MOST_SVG_KEPT = 60_000;

/**
 * A logo as it is kept and shown: a PNG drawn by us, whatever was sent. So nothing of the file that came in reaches anybody: no script,
 * no reference, no metadata, no trick of a decoder. @throws DomainError LOGO_TOO_LARGE, LOGO_UNREADABLE
 */
export async function drawLogo(file: Uint8Array): Promise<Buffer> {
  if (file.length > LOGO_LIMITS.bytes) throw refusal('LOGO_TOO_LARGE', 'The logo is larger than 200 kB. Make it smaller.');
  const bytes = Buffer.from(file);
  const { svg, width, height } = bytes.subarray(0, 8).equals(PNG_SIGNATURE) ? framePng(bytes) : frameSvg(bytes);
  const scale = Math.min(LOGO_BOX.width / width, LOGO_BOX.height / height);
  const wide = Math.max(1, Math.round(width * scale));
  try {
    const image = await renderAsync(svg, {
      fitTo: scale * width >= 1 ? { mode: 'width', value: wide } : { mode: 'original' },
      font: { loadSystemFonts: false },
    });
    return image.asPng();
  } catch {
    throw unreadable(); // whatever a drawing program cannot draw
  }
}

interface Framed {
  svg: string;
  width: number;
  height: number;
}

/** The picture inside a drawing of its own size, so that one program draws both kinds. The size is looked at before anything is opened. */
function framePng(png: Buffer): Framed {
  if (png.length < 33 || png.toString('latin1', 12, 16) !== 'IHDR') throw unreadable();
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (width === 0 || height === 0) throw unreadable();
  if (width * height > LOGO_LIMITS.pixels) throw refusal('LOGO_TOO_LARGE', 'The logo has more than 4 million pixels. Make it smaller.');
  const data = png.toString('base64');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${data}"/></svg>`;
  return { svg, width, height };
}

function frameSvg(file: Buffer): Framed {
  const svg = sanitiseDrawing(file.toString('utf8'), MOST_SVG_KEPT);
  if (svg === undefined) throw unreadable();
  const [, , width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  if (width / height > 100 || height / width > 100) throw unreadable();
  return { svg, width, height };
}

const refusal = (code: string, detail: string) => new DomainError({ code, kind: 'invalid', detail });

const unreadable = () =>
  refusal(
    'LOGO_UNREADABLE',
    'This is no PNG picture and no SVG drawing with a viewBox and shapes. Export the logo anew, with text as paths.',
  );
