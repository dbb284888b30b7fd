import { access } from './en/access.js';
import { erasure } from './en/erasure.js';
import { mark } from './en/mark.js';
import { objection } from './en/objection.js';
import { portability } from './en/portability.js';
import { rectification } from './en/rectification.js';
import { restriction } from './en/restriction.js';
import type { LanguageTable } from './table.js';

/** English evidence. */
export const english: LanguageTable = {
  language: 'en',
  stopWords:
    'the and you your i my me is are was have has not to of in for on with this that it please what would which from about hello dear regards thanks hi thx pls cheers can could do be by we us our will as am',
  frames: {
    negation: 'not never dont don doesn cannot didn didnt shouldn without nor',
    condition: 'if unless',
    courtesy: 'grateful obliged appreciate appreciated glad happy nice great good kind thankful pleased',
    breaks: 'please but so and then instead therefore',
    reported: 'intend* announce* notice notified told said plan* reminder warning',
    demand: 'request* hereby demand* exercise exercising ask asking require invoke object objecting rectify erase restrict',
    rightWord: 'right rights',
    rightNouns: {
      access: 'access',
      rectification: 'rectification correction',
      erasure: 'erasure deletion',
      restriction: 'restriction',
      objection: 'object objection',
      portability: 'portability',
      complaint: 'complaint complain',
    },
  },
  sets: {
    my: 'my mine our',
    data: 'data information info detail* record* file files account* profile* photo* picture* image* name surname number phone address email mail entry entries listing* history correspondence document* registration login page postcode street postal badge grade score rating birthday birth title job spelling salary',
    all: 'all everything anything whatever any every',
    about: 'about on concerning regarding relating of to',
    keep: 'keep keeping hold holding retain retaining store storing have having hang hanging',
    delete:
      'delete deleting deletion erase erasing erasure remove removing removal wipe purge destroy scrub scrap bin expunge eliminate obliterate anonymise anonymize',
    deleted: 'deleted erased removed wiped purged destroyed shredded scrubbed gone',
    want: 'want wish like request* ask* demand* need* require* insist* expect* have must should please',
    request: 'request* demand* ask* apply applying hereby exercise exercising make making invoke seek',
    send: 'send give provide supply disclose forward show share email tell furnish receive obtain see get provided supplied sent furnished',
    know: 'know hold holds holding have has store stores stored storing keep keeps keeping kept retain* process* collected got held possess gathered saved sitting',
    correct: 'correct correcting rectify amend fix rectified corrected amended amending',
    wrong: 'wrong incorrect inaccurate outdated incomplete misspel* mistaken false erroneous inaccuracy untrue',
    marketing:
      'marketing newsletter* advert* adverts ads promotion* promotional mailing* offers spam commercial sales mailshot* leaflets catalogue* catalog* deals',
    stop: 'stop cease quit discontinue',
    target: 'them another other provider company ltd limited plc inc llc competitor organisation organization gmbh controller',
    passed: 'given gave give passed shared disclosed sold',
  },
  alsoWritten: {
    you: 'u ya',
    your: 'ur yr',
    please: 'pls plz',
    account: 'acount accout',
    address: 'adress addres',
    delete: 'delet delte deleate',
    remove: 'remve',
    personal: 'persnal personnal',
    information: 'infomation informations',
    received: 'recieved',
    receive: 'recieve',
    correct: 'corect',
    email: 'e-mail emial',
    everything: 'everythin evrything',
    unsubscribe: 'unsubcribe unsuscribe',
    dont: 'dnt',
    thanks: 'thx',
    newsletter: 'newletter newsleter',
    request: 'reqest',
    access: 'acces',
  },
  rules: [...access, ...rectification, ...erasure, ...restriction, ...objection, ...portability, ...mark],
};
