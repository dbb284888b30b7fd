/** What a fee may cover: the administrative costs of this answer (GDPR Art. 12(5), 15(3); ICO). */
export const LAWFUL_COSTS = ['staff-time', 'copying', 'postage', 'media'] as const;

/** What people have tried to charge for, and where the law forbids it. */
export const UNLAWFUL_COSTS = {
  'first-copy': ['The first copy is free of charge', 'GDPR Art. 12(5), 15(3)'],
  'identity-check': ['Confirming who is asking is the controller’s own duty and free', 'GDPR Art. 12(5), 12(6)'],
  explanation: ['Explaining the answer is part of it and free', 'GDPR Art. 12(1), 12(5)'],
  transfer: ['Handing the data over, also to another organisation, is free', 'GDPR Art. 12(5), 20(1), (2)'],
  size: ['That there is a lot of data is no reason for a fee', 'GDPR Art. 12(5), 15(3)'],
  deterrence: ['A fee covers costs; it must not keep anybody from asking', 'GDPR Art. 12(2), 12(5)'],
  profit: ['A fee covers administrative costs and no profit', 'GDPR Art. 12(5), 15(3)'],
} as const;
type UnlawfulCost = keyof typeof UNLAWFUL_COSTS;
/** The same as a list. */
export const UNLAWFUL_COST_KINDS = Object.keys(UNLAWFUL_COSTS) as UnlawfulCost[]; // keys of the literal table

/** What somebody says a fee covers. Whatever is unlawful of it is refused with its article. */
export type FeeCost = (typeof LAWFUL_COSTS)[number] | UnlawfulCost;
