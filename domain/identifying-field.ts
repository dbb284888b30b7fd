/**
 * Words for what somebody is recognised by: name, e-mail address, date of birth; in English, German, French, and as columns are called.
 * Who can change these can take over what belongs to somebody else (RULEBOOK section 4, L3).
 */
const IDENTIFYING =
  /^(?:(?:full|first|last|middle|given|family|birth|maiden|legal|person'?s?|own)?names?(?:first|last)?|surnames?|forenames?|initials|(?:voll|vor|nach|familien|geburts|ruf|zu|madchen)?name[ns]?|(?:nom|prenom)s?(?:usuel|complet|(?:de)?(?:naissance|jeunefille|famille|mariage))?|e?mail(?:address|addresses|adresse|adressen)?|adresses?e?mail|adresse(?:electronique|courriel)|emailaddress|courriel|dob|dateofbirth|birth(?:date|day)|dayofbirth|yearofbirth|geburts(?:datum|tag|jahr)|datedenaissance|anneedenaissance|jourdenaissance)$/;

/** Words that make it the name or address of something else than a person. */
const OF_SOMETHING_ELSE =
  /\b(?:compan(?:y|ies)|firm|business|trading|trade|organi[sz]ation|member|street|product|brand|seal|domain|firma|firmen|unternehmen|verein|strassen?|entreprise|societe|rue|marque|raison)/;

const SMALL_WORDS =
  /\b(?:the|my|our|his|her|their|of|on|in|is|wrong|correct|spelling|mein|meine|meiner|meinem|der|die|das|des|falsch(?:e[rn]?)?|ist|est|schreibweise|mon|ma|mes|le|la|les|l|sur|du|orthographe|certificate|certificat|zertifikat)\b/g;

/** Whether a field of a record, as a person or a system calls it, identifies somebody. */
export function isIdentifyingField(field: string): boolean {
  const words = field
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_./:]+/g, ' ');
  return parts(words).some((part) => IDENTIFYING.test(part));
}

/** "name and date of birth" names two fields, "name and street" at least one; "name of the street" is of something else. */
function parts(words: string): string[] {
  return words
    .split(/,|;|&|\+|\b(?:and|und|et|or|oder|ou)\b/)
    .filter((part) => !OF_SOMETHING_ELSE.test(part))
    .flatMap((part) => [part, part.replace(SMALL_WORDS, '')])
    .map((part) => part.replace(/[^a-z]/g, ''));
}
