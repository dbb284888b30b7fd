/** The people and organisations of the demo: all invented. */
export const ISSUERS = [
  {
    slug: 'harbour-institute',
    name: 'Harbour Institute',
    website: 'https://harbour-institute.example',
    contactEmail: 'registry@harbour-institute.example',
    secondContactEmail: 'deputy@harbour-institute.example',
    answersForUnnamed: true,
    letterhead: {
      name: null,
      address: ['1 Harbour Square', 'Portside PS1 4HQ'],
      registration: 'Incorporated by charter, no. HI 1871',
      logo: null,
    },
  },
  {
    slug: 'crafts-guild',
    name: 'Crafts Guild',
    website: 'https://crafts-guild.example',
    contactEmail: 'secretary@crafts-guild.example',
    secondContactEmail: 'warden@crafts-guild.example',
  },
] as const;

export const MEMBERS = [
  {
    n: 1,
    issuer: 'harbour-institute',
    name: 'North Pier Ltd',
    domain: 'north-pier.example',
    officer: { name: 'Alma Whitcombe', email: 'alma.whitcombe@post.example', position: 'Director' },
  },
  {
    n: 2,
    issuer: 'harbour-institute',
    name: 'Tidewater Survey LLP',
    domain: 'tidewater-survey.example',
    officer: { name: 'Rowan Achterberg', email: 'rowan.achterberg@post.example', position: 'Partner' },
  },
  {
    n: 3,
    issuer: 'harbour-institute',
    name: 'Lantern Pilots GmbH',
    domain: 'lantern-pilots.example',
    officer: { name: 'Jördis Käsmann', email: 'joerdis.kaesmann@post.example', position: 'Geschäftsführerin' },
  },
  {
    n: 4,
    issuer: 'crafts-guild',
    name: 'Atelier Fontanel',
    domain: 'atelier-fontanel.example',
    officer: { name: 'Maëlle Fontanel', email: 'maelle.fontanel@post.example', position: 'Gérante' },
  },
  {
    n: 5,
    issuer: 'crafts-guild',
    name: 'Bramble & Sons Joinery',
    domain: 'bramble-joinery.example',
    officer: { name: 'Ned Bramble', email: 'ned.bramble@post.example', position: 'Owner' },
  },
  {
    n: 6,
    issuer: 'crafts-guild',
    name: 'Kiln Yard Pottery',
    domain: 'kiln-yard.example',
    officer: { name: 'Iseult Garrick', email: 'iseult.garrick@post.example', position: 'Secretary' },
  },
] as const;

/** One account of each role; passwords and one-time-code secrets are made when the demo is seeded. */
export const ACCOUNTS = [
  { role: 'staff', name: 'Dana Holt', email: 'dana@rightsdesk.example' },
  { role: 'staff', name: 'Imre Lund', email: 'imre@rightsdesk.example' },
  { role: 'auditor', name: 'Oona Vale', email: 'oona@rightsdesk.example' },
  { role: 'dpo', name: 'Marit Sund', email: 'marit@rightsdesk.example' },
  { role: 'operator', name: 'Sol Marsh', email: 'sol@rightsdesk.example' },
  { role: 'issuer', name: 'Harbour registry', email: 'registry@harbour-institute.example', issuerSlug: 'harbour-institute' },
  { role: 'issuer', name: 'Guild secretary', email: 'secretary@crafts-guild.example', issuerSlug: 'crafts-guild' },
  { role: 'member', name: 'Alma Whitcombe', email: 'alma.whitcombe@post.example', issuerSlug: 'harbour-institute' },
] as const;
