/** An outline in a box of 64 by 72; `signAt` is where the middle of the sign goes and how much its box of 24 is enlarged. */
export interface Outline {
  d: string;
  signAt: readonly [x: number, y: number, scale: number];
  /** The fine line inside the edge: the outline itself, drawn smaller around this point. */
  centre: readonly [x: number, y: number];
}

/** The edge of a wax seal: scallops around a circle. */
function scalloped(cx: number, cy: number, radius: number, count: number): string {
  const at = (turn: number, r: number) => {
    const angle = (turn / count) * 2 * Math.PI - Math.PI / 2;
    return `${round(cx + r * Math.cos(angle))} ${round(cy + r * Math.sin(angle))}`;
  };
  const bumps = Array.from({ length: count }, (_, index) => `Q${at(index + 0.5, radius * 1.09)} ${at(index + 1, radius)}`);
  return `M${at(0, radius)}${bumps.join('')}Z`;
}

/** The rosette of banknotes and certificates, a hypotrochoid in a box of 80 by 80. It decorates; nothing is said by it. */
function rosette(): string {
  const points = Array.from({ length: 181 }, (_, index) => {
    const angle = (index / 180) * 2 * Math.PI * 5;
    return [40 + 24 * Math.cos(angle) + 15 * Math.cos(2.4 * angle), 40 + 24 * Math.sin(angle) - 15 * Math.sin(2.4 * angle)] as const;
  });
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The outlines of the emblem of a kind. */
export const OUTLINES = {
  shield: {
    d: 'M32 2C24 7 14 9.5 4 10v24c0 18 11 29 28 36 17-7 28-18 28-36V10C50 9.5 40 7 32 2z',
    signAt: [32, 34, 1.5],
    centre: [32, 35],
  },
  circle: { d: scalloped(32, 36, 29, 22), signAt: [32, 36, 1.45], centre: [32, 36] },
  ribbon: {
    d: `M45 44l6 26-10-5-9 6-9-6-10 5 6-26z${scalloped(32, 28, 25, 18)}`,
    signAt: [32, 28, 1.3],
    centre: [32, 28],
  },
  plate: { d: 'M14 6h36q2 8 10 10v40q-8 2-10 10H14q-2-8-10-10V16q8-2 10-10z', signAt: [32, 36, 1.5], centre: [32, 36] },
} as const satisfies Record<string, Outline>;

/** The signs inside it, as strokes in a box of 24. */
export const SIGNS = {
  tick: 'M5.5 12.8l4.3 4.2 8.7-9.5',
  globe: 'M12 4a8 8 0 100 16 8 8 0 000-16zM4 12h16M12 4c-5 5-5 11 0 16M12 4c5 5 5 11 0 16',
  lock: 'M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 017 0v3M12 14.3v2',
  people: 'M9 11.5a3 3 0 100-6 3 3 0 000 6zM3.5 19v-1a5.5 5.5 0 0111 0v1M15.5 11.2a2.7 2.7 0 000-5.3M17.5 13.4a5 5 0 013 4.6v1',
  scales: 'M12 5v14.5M8 19.5h8M5 7.5l7-1.5 7 1.5M5 7.5l-2.5 6a2.6 2.6 0 005 0zM19 7.5l-2.5 6a2.6 2.6 0 005 0z',
  building: 'M4 10.5L12 5l8 5.5zM6.5 10.5V18M10.2 10.5V18M13.8 10.5V18M17.5 10.5V18M4 19.5h16',
  pulse: 'M3 12.5h4l2.5-6.5 4.5 12 2.5-5.5H21',
  star: 'M12 4.3l2.3 4.9 5.3.7-3.9 3.7 1 5.3-4.7-2.6-4.7 2.6 1-5.3L4.4 9.9l5.3-.7z',
  question: 'M8.5 9.3a3.6 3.6 0 117 .2c0 2.5-3.5 2.9-3.5 5.3M12 18.7v.1',
} as const satisfies Record<string, string>;

export const ROSETTE = rosette();

/** How a kind is drawn; kinds.ts names it. */
export interface Emblem {
  outline: keyof typeof OUTLINES;
  sign: Exclude<keyof typeof SIGNS, 'question'>;
}
