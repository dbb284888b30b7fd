/** How a wrong place became known: a browser there asked us for the picture, or somebody told us. */
export const MISUSE_SOURCES = ['seen', 'reported'] as const;
export type MisuseSource = (typeof MISUSE_SOURCES)[number];

/** What somebody who reports a page says of it. */
export const MISUSE_CLAIMS = ['copied', 'untrue', 'other'] as const;
export type MisuseClaim = (typeof MISUSE_CLAIMS)[number];

/** One place where a seal was shown without right, on one day. Nothing about who saw it. */
export interface Misuse {
  host: string;
  /** YYYY-MM-DD, UTC. */
  day: string;
  source: MisuseSource;
  /** Of reports only. */
  claim: MisuseClaim | null;
  count: number;
  firstAt: string;
  lastAt: string;
}

/** How many places a seal is recorded at on one day; an `Origin` is easily made up by whoever wants to fill a table. */
export const MOST_HOSTS_A_DAY = 50;

/** Machines of developers and private networks are nobody's website. */
const NO_WEBSITE = /^(localhost|.*\.(localhost|local|internal|test|invalid|home\.arpa)|[\d.]+|\[.*\]|[^.]*)$/;

/** Whether a host is worth a report. */
export const isWebsite = (host: string) => host.length <= 253 && !NO_WEBSITE.test(host);
