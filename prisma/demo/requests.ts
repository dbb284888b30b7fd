import type { Act, NewRequest } from '../../domain/request/filing.js';

/** A request of the demo: how long ago it came, what was done since. Acts are done in this order by staff. */
export interface DemoRequest {
  daysAgo: number;
  input: Omit<NewRequest, 'receivedAt'>;
  acts: Act[];
}

const proven: Act = { type: 'identity', level: 'L2', how: 'Signed in to the member account' };
const person = (name: string, email: string) => ({ requester: { name, email } });

/** Requests of every kind at every age; each goes through the real intake and has its running workflow. */
export const REQUESTS: readonly DemoRequest[] = [
  {
    daysAgo: 0,
    input: {
      rights: ['access'],
      ...person('Alma Whitcombe', 'alma.whitcombe@post.example'),
      channel: 'form',
      language: 'en',
      details: 'Please show me everything you hold about me.',
    },
    acts: [],
  },
  {
    daysAgo: 1,
    input: {
      rights: ['access', 'erasure'],
      ...person('Jördis Käsmann', 'joerdis.kaesmann@post.example'),
      jurisdiction: 'EU',
      calendar: 'DE',
      channel: 'email',
      language: 'de',
      details: 'Bitte erst die Auskunft, dann die Löschung.',
    },
    acts: [],
  },
  {
    daysAgo: 3,
    input: {
      rights: ['rectification'],
      ...person('Ned Bramble', 'ned.bramble@post.example'),
      channel: 'form',
      language: 'en',
      corrections: [
        {
          record: 'Guild certificate',
          field: 'Trading name',
          proposed: 'Bramble and Daughters Joinery',
          reason: 'We changed our name in May.',
        },
      ],
    },
    acts: [proven],
  },
  {
    daysAgo: 5,
    input: {
      rights: ['objection'],
      ...person('Iseult Garrick', 'iseult.garrick@post.example'),
      channel: 'form',
      language: 'en',
      objection: { kind: 'direct_marketing' },
    },
    acts: [],
  },
  {
    daysAgo: 9,
    input: {
      rights: ['access'],
      ...person('Maëlle Fontanel', 'maelle.fontanel@post.example'),
      jurisdiction: 'EU',
      calendar: 'FR',
      channel: 'email',
      language: 'fr',
      details: 'Je souhaite une copie de mes données.',
    },
    acts: [proven],
  },
  {
    daysAgo: 12,
    input: {
      rights: ['restriction'],
      ...person('Rowan Achterberg', 'rowan.achterberg@post.example'),
      channel: 'post',
      language: 'en',
      details: 'Please leave my register entry unused until the address is checked.',
    },
    acts: [proven],
  },
  {
    daysAgo: 16,
    input: {
      rights: ['portability'],
      ...person('Gwilym Parr', 'gwilym.parr@post.example'),
      channel: 'form',
      language: 'en',
      transferTo: 'Another registry',
    },
    acts: [],
  },
  {
    daysAgo: 20,
    input: { rights: ['access'], ...person('Tamsin Okoro', 'tamsin.okoro@post.example'), channel: 'phone', language: 'en' },
    acts: [proven, { type: 'clarification', question: 'We hold a large number of support messages. Which years are you interested in?' }],
  },
  {
    daysAgo: 25,
    input: {
      rights: ['erasure'],
      ...person('Bastian Vogt', 'bastian.vogt@post.example'),
      jurisdiction: 'EU',
      calendar: 'DE',
      channel: 'email',
      language: 'de',
    },
    acts: [proven],
  },
  {
    daysAgo: 27,
    input: { rights: ['access'], ...person('Priya Nandakumar', 'priya.nandakumar@post.example'), channel: 'in_person', language: 'en' },
    acts: [
      proven,
      {
        type: 'extension',
        ground: 'complexity',
        reasons: 'Your data stand in scanned ledgers from 2009 to 2014 that have to be read page by page.',
      },
    ],
  },
  {
    daysAgo: 34,
    input: {
      rights: ['access'],
      ...person('Colm Deasy', 'colm.deasy@post.example'),
      jurisdiction: 'EU',
      calendar: 'IE',
      channel: 'post',
      language: 'en',
    },
    acts: [proven],
  },
  {
    daysAgo: 41,
    input: {
      rights: ['rectification'],
      ...person('Hanne Claes', 'hanne.claes@post.example'),
      jurisdiction: 'EU',
      calendar: 'BE',
      channel: 'email',
      language: 'fr',
      corrections: [{ record: 'Member entry', field: 'Surname', proposed: 'Claes-Peeters' }],
    },
    acts: [
      proven,
      {
        type: 'decision',
        outcome: 'refused',
        reasons: 'The entry shows the name on the certificate as issued. We add the new name beside it when you send the deed.',
      },
    ],
  },
  {
    daysAgo: 15,
    input: {
      rights: ['access'],
      ...person('Edda Falk', 'edda.falk@post.example'),
      jurisdiction: 'EU',
      calendar: 'DE',
      channel: 'form',
      language: 'de',
    },
    acts: [proven, { type: 'decision', outcome: 'granted', reasons: 'Alle gefundenen Daten.' }, { type: 'release' }],
  },
  {
    daysAgo: 6,
    input: { rights: ['access'], ...person('Marek Dunn', 'marek.dunn@post.example'), channel: 'social', language: 'en' },
    acts: [{ type: 'withdrawal', reason: 'Found what was needed in the account.' }],
  },
];
