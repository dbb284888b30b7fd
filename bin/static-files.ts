import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** The files that pages load, by their paths under `/static`, for a process without Express. Read once: an address never opens a file. */
export function loadStaticFiles(folder: string): (url: string, res: ServerResponse) => boolean {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  const files = new Map(names.map((name) => [`/static/${name.split(sep).join('/')}`, readFileSync(join(folder, name))]));
  return (url, res) => {
    const content = files.get(url.split('?', 1)[0] ?? '');
    if (content === undefined) return false;
    const type = TYPES[extname(url.split('?', 1)[0] ?? '')] ?? 'application/octet-stream';
    res.writeHead(200, {
      'Content-Type': type,
      'Content-Length': content.length,
      'Cache-Control': 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
    });
    res.end(content);
    return true;
  };
}
