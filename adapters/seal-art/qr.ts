import { encode } from 'uqr';
import { escapeText } from '../../domain/seals/art-text.js';

const QUIET_ZONE = 4; // modules around the code (ISO/IEC 18004, 6.3.8)

/** The address of a seal as a QR code. The credential itself would be too dense to read from paper. */
export function qrSvg(address: string): string {
  const { data, size } = encode(address, { ecc: 'M', border: QUIET_ZONE });
  const rows = data.map((row, y) => runsOf(row, y)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 4}" height="${size * 4}" viewBox="0 0 ${size} ${size}" role="img" aria-labelledby="qt" shape-rendering="crispEdges">` +
    `<title id="qt">${escapeText(address)}</title><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${rows}"/></svg>`
  );
}

/** The dark modules of a row, neighbours drawn as one. */
function runsOf(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x]) x += 1;
    path += `M${start} ${y}h${x - start}v1H${start}z`;
  }
  return path;
}
