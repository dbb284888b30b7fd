const SAYS =
  /(?<![\p{L}])(complain(s|ed|ing)?|complaints?|beschwerden?|beschwere|beschweren|r[eé]clamations?|plaintes?|me plain(s|dre))(?![\p{L}])/iu;
const DENIES =
  /(?<![\p{L}])((no|any|without|not an?|keine|ohne|aucune?|sans|pas de)\s+(complaints?|beschwerden?|r[eé]clamations?|plaintes?)|nothing to complain)(?![\p{L}])/giu;

/**
 * Whether the answer to a letter of ours says, in plain words of its language, that it complains. A person reads it either way; taken for
 * a complaint by mistake, it gets a confirmation too many, overlooked it would miss its day (DPA 2018 s.164A).
 */
export function saysComplaint(text: string): boolean {
  return SAYS.test(text.replace(DENIES, ' '));
}
