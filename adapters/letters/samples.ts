import { authorityOf } from '../../domain/authorities.js';
import type { Art15Facts } from '../../domain/letters/art15.js';
import type { LetterCommon } from '../../domain/letters/common-facts.js';
import type { LetterCode, LetterFactsByCode } from '../../domain/letters/facts.js';
import { effectOnTimeOf, type Regime } from '../../domain/letters/regime.js';
import type { Language } from '../../domain/request/types.js';

const PLACES = { EU: 'EU/DE', 'UK-2026-06-19': 'UK/ENG', 'UK-before': 'UK/ENG', POLICY_ONLY: 'EU/FR' } satisfies Record<Regime, string>;

function commonFacts(language: Language, regime: Regime): LetterCommon {
  return {
    reference: 'RR-2026-4F7K2M',
    language,
    writtenOn: '2026-12-07',
    timeZone: 'Europe/London',
    receivedOn: '2026-12-04',
    dueOn: '2027-01-04',
    safeOn: '2027-01-04',
    targetOn: '2027-01-01',
    right: 'access',
    recipientName: 'Maximiliane Oberhuber-Weißenfels',
    statusUrl: 'https://rightsdesk.example/status/RR-2026-4F7K2M',
    replyAddress: 'crm+k7m2p9@rightsdesk.example',
    controller: {
      name: 'Rightsdesk Seals Ltd',
      address: ['1 Harbour Row', 'London E1 6AN', 'United Kingdom'],
      phone: '+44 20 7946 0000',
      email: 'crm@rightsdesk.example',
    },
    regime,
    authority: regime === 'POLICY_ONLY' ? null : authorityOf(PLACES[regime]),
    complaintUrl: 'https://rightsdesk.example/complain',
  };
}

const PACKAGE = {
  downloadUrl: 'https://rightsdesk.example/answer/Zk3vQ8pW1xN7',
  expiresAt: '2027-01-06T17:30:00Z',
  packageSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
const LINK = { link: 'https://rightsdesk.example/identity/Zk3vQ8pW1xN7', linkExpiresAt: '2026-12-14T17:30:00Z' };
const SYSTEMS = ['Members, officers and contacts', 'Newsletter and preferences', 'Support messages', 'Membership shop'];

/**
 * One example of every letter, each with all that it can hold: the catalogue test renders them in every language and regime, and a
 * preview may show them. Nobody in them exists.
 */
export function sampleFacts(language: Language, regime: Regime): LetterFactsByCode {
  const common = commonFacts(language, regime);
  const effect = (ask: 'identity' | 'authority' | 'clarification' | 'fee') =>
    effectOnTimeOf({ ask, regime, right: 'access', largeQuantity: true });
  const withheld = [{ what: 'SAMPLE-WITHHELD-ITEM', why: 'It names another person who has not agreed.' }];
  const changes = [{ field: 'Registered office', before: 'Old Quay 3', after: 'New Quay 14' }];
  const erased = {
    erased: [
      { system: 'Our own registers', collection: 'Profile and photograph', deleted: 4, masked: 0 },
      { system: 'Membership shop', collection: 'Orders', deleted: 0, masked: 12 },
    ],
    erasedOn: '2026-12-10',
    byHand: ['Reading room'],
    isNothingLeft: false,
    provenOn: '2026-12-11',
    outstanding: ['Paper archive'],
    backupsUntil: '2027-03-10',
    recipientsTold: ['Crafts Guild'],
  };
  return {
    ACK: {
      ...common,
      reading: ['access', 'objection'],
      next: 'identity',
      otherReferences: [{ reference: 'RR-2026-9Q3T8X', right: 'objection' }],
    },
    TRIAGE: { ...common, right: null },
    ID_REQUEST: { ...common, ...LINK, isLinkEnough: true, why: 'address-not-proven', effectOnTime: effect('identity'), dueOn: null },
    ID_REMINDER: {
      ...common,
      ...LINK,
      isLinkEnough: false,
      why: 'different-address',
      askedOn: '2026-12-07',
      closesOn: '2027-02-05',
      effectOnTime: effect('identity'),
    },
    AUTHORITY_REQUEST: {
      ...common,
      ...LINK,
      proof: 'authority',
      wantsPersonEmail: true,
      isAnswerToPerson: false,
      closesOn: '2026-12-30',
      effectOnTime: effect('authority'),
    },
    MESSAGE: { ...common, text: 'SAMPLE-TEXT: the archive in Leith opens again on Monday; we go on then.' },
    CLARIFICATION: {
      ...common,
      link: LINK.link,
      question: 'SAMPLE-QUESTION: which years are you asking about?',
      largeQuantity: true,
      answerBy: '2026-12-21',
      effectOnTime: effect('clarification'),
    },
    FEE_NOTICE: {
      ...common,
      ground: 'further-copy',
      reasons: 'SAMPLE-REASONS: you received the same data on 1 December 2026.',
      calculation: 'SAMPLE-CALCULATION: half an hour at 22.00 an hour, postage 1.50.',
      amountMinor: 1250,
      currency: 'GBP',
      payBy: '2026-12-21',
      howToPay: 'SAMPLE-PAYMENT: transfer to the account on our website, naming the reference.',
      feeUrl: 'https://rightsdesk.example/status/RR-2026-4F7K2M/KEY/fee',
      effectOnTime: effect('fee'),
    },
    FEE_ENDED: {
      ...common,
      why: 'dispute',
      amountMinor: 1250,
      currency: 'GBP',
      reasons: 'SAMPLE-DECISION: the copy was asked for only once.',
    },
    EXTENSION: {
      ...common,
      ground: 'complexity',
      reasons: 'SAMPLE-REASONS: eleven years of correspondence with four offices have to be read for other people’s data.',
      newDueOn: '2027-03-04',
      sentNow: 'The data from your account are ready already.',
    },
    DISCLOSURE: {
      ...common,
      ...PACKAGE,
      outcome: 'partly-granted',
      reasons: 'SAMPLE-REASONS: one message is also about another person.\nWe masked the name in it.',
      systemsSearched: SYSTEMS,
      unreachableSystems: ['Paper archive, Portsmouth'],
      askedUntil: '2027-01-08',
      redactions: withheld,
      supplementTo: '2026-12-08',
    },
    ANSWER_LINK: { ...common, ...PACKAGE },
    NOT_HELD: { ...common, systemsSearched: SYSTEMS, unreachableSystems: [], searchedOn: '2026-12-08' },
    SUPPLEMENT: {
      ...common,
      answeredOn: '2026-12-08',
      nothingHeldIn: ['Booking system'],
      stillSilent: ['Paper archive, Portsmouth'],
      askedUntil: '2027-01-08',
    },
    RECTIFIED: {
      ...common,
      right: 'rectification',
      changes,
      changedOn: '2026-12-10',
      recipientsTold: ['Crafts Guild'],
      notChanged: withheld,
    },
    ERASED: { ...common, right: 'erasure', ...erased },
    ERASED_PARTIAL: {
      ...common,
      right: 'erasure',
      ...erased,
      kept: [{ category: 'Invoices', ground: 'SAMPLE-REASONS: tax law obliges us to keep them (Art. 17(3)(b)).', until: '2032-12-31' }],
    },
    RESTRICTED: {
      ...common,
      right: 'restriction',
      scope: 'SAMPLE-SCOPE: registered office',
      ground: 'accuracy-contested',
      startedOn: '2026-12-07',
      reviewOn: '2027-01-04',
    },
    RESTRICTION_LIFT: {
      ...common,
      right: 'restriction',
      decided: 'SAMPLE-DECISION: the entry is correct.',
      reasons: 'SAMPLE-REASONS: the issuer confirmed it with the register.',
      liftOn: '2027-01-11',
    },
    PORTED: {
      ...common,
      ...PACKAGE,
      right: 'portability',
      mode: 'to-organisation',
      format: 'JSON and CSV, UTF-8',
      sentAt: '2026-12-15T10:05:00Z',
      destination: 'Crafts Guild',
      outOfScope: withheld,
      infeasible: 'The other organisation has no address that can receive such files.',
    },
    TRANSFER_CONFIRM: {
      ...common,
      right: 'portability',
      organisation: 'Crafts Guild',
      host: 'crafts-guild.example',
      link: 'https://rightsdesk.example/link/SAMPLE',
      linkExpiresAt: '2026-12-20T10:00:00Z',
    },
    OBJECTION_UPHELD: { ...common, right: 'objection', stopped: 'SAMPLE-STOPPED: the profile of your visits', stoppedOn: '2026-12-10' },
    OBJECTION_REJECTED: {
      ...common,
      right: 'objection',
      grounds: 'SAMPLE-GROUNDS: the public relies on the register of members.',
      balance: 'SAMPLE-BALANCE: your name alone is shown, and only while you are a member.',
      restrictionEndsOn: '2027-01-11',
    },
    MARKETING_STOPPED: { ...common, right: 'objection', stoppedOn: '2026-12-04', channels: ['email', 'sms', 'post', 'phone'] },
    REFUSAL: {
      ...common,
      reasons: 'SAMPLE-REASONS: the data are needed to defend a claim that is pending.',
      provision: 'Art. 17(3)(e)',
      evidence: 'The claim was served on 3 November 2026.',
    },
    RECIPIENT_NOTICE: {
      ...common,
      right: 'rectification',
      recipientName: null,
      recipientOrganisation: 'Crafts Guild',
      act: 'rectified',
      recordReference: 'CG-2024-118',
      data: changes,
      effectiveOn: '2026-12-10',
      confirmUrl: 'https://rightsdesk.example/notice/Zk3vQ8pW1xN7',
    },
    ISSUER_REQUEST: {
      ...common,
      right: 'rectification',
      recipientName: null,
      issuerName: 'Harbour Institute',
      fields: ['Registered office', 'Grade'],
      link: 'https://rightsdesk.example/issuer/RR-2026-4F7K2M',
      answerBy: '2026-12-18',
      isReminder: true,
    },
    FORWARDED: {
      ...common,
      forwardedTo: 'Harbour Institute',
      contact: 'Pier Street 9, Plymouth\nprivacy@harbour.example',
      forwardedOn: '2026-12-07',
      items: ['Certificates / Grade'],
      theirDueOn: '2027-01-07',
    },
    CLOSED: { ...common, why: 'no-identity', closedOn: '2027-02-08' },
    POLICY_REPLY: {
      ...common,
      answer: 'SAMPLE-DECISION: the corporate record is attached.',
      downloadUrl: PACKAGE.downloadUrl,
      expiresAt: PACKAGE.expiresAt,
    },
    FORWARDED_CASE: {
      ...common,
      forwardedTo: 'Harbour Institute',
      why: 'The entry in the register is yours.',
      personName: 'Maximiliane Oberhuber-Weißenfels',
      personEmail: 'maximiliane@example.org',
      request: 'SAMPLE-REQUEST: which data do you hold about me?',
      items: ['Certificates / Grade'],
      forwardedOn: '2026-12-07',
    },
    COMPLAINT_ACK: { ...common, complainedOn: '2026-12-04' },
    COMPLAINT_PROGRESS: { ...common, complainedOn: '2026-12-04', progress: 'SAMPLE-PROGRESS: we asked the shop for its records.' },
    COMPLAINT_OUTCOME: {
      ...common,
      complainedOn: '2026-12-04',
      finding: 'upheld-in-part',
      reasons: 'SAMPLE-REASONS: one record had been left out and is attached now.',
    },
    STAFF_WARNING: {
      ...common,
      recipientName: null,
      caseUrl: 'https://rightsdesk.example/desk/RR-2026-4F7K2M',
      mark: 'safe',
      markOn: '2027-01-04',
      waitingFor: 'Rights desk',
    },
    STAFF_BREACH: {
      ...common,
      recipientName: null,
      caseUrl: 'https://rightsdesk.example/desk/RR-2026-4F7K2M',
      overdueSince: '2027-01-04',
      waitingFor: 'Rights desk',
    },
    STAFF_TASK: {
      ...common,
      recipientName: null,
      caseUrl: 'https://rightsdesk.example/desk/RR-2026-4F7K2M',
      task: 'SAMPLE-TASK: search the paper archive',
      taskDueOn: '2026-12-14',
      isReminder: false,
    },
  };
}

/** The codes a sample exists for, in the order of the catalogue. */
export const SAMPLE_CODES = Object.keys(sampleFacts('en', 'EU')) as LetterCode[]; // keys of the record itself

/** An example of the letter inside an access package. */
export function sampleArt15Facts(language: Language, regime: Regime): Art15Facts {
  return {
    ...commonFacts(language, regime),
    asOf: '2026-12-08',
    systems: [
      {
        name: 'Members, officers and contacts',
        records: 2,
        purposes: ['To keep the register of members', 'To issue the certificates you apply for'],
        legalBasis: 'Contract, Art. 6(1)(b)',
        categories: ['Name and contact details', 'Function in the organisation', 'Certificates'],
        recipients: [
          { name: 'Harbour Institute', what: 'Name, function', disclosedOn: '2026-03-02' },
          { name: 'Nordwind Hosting GmbH', what: 'All of it, stored on our behalf', disclosedOn: null },
        ],
        storagePeriod: 'While you are a member, then until the end of the sixth year',
        sources: ['Harbour Institute', 'You, when you registered'],
        automatedDecision: null,
        transfers: [{ country: 'United States', safeguard: 'SAMPLE-SAFEGUARD: standard contractual clauses, Art. 46(2)(c)' }],
      },
      {
        name: 'Newsletter and preferences',
        records: 1,
        purposes: ['To send you what you subscribed to'],
        legalBasis: null,
        categories: ['E-mail address', 'Preferences'],
        recipients: [],
        storagePeriod: 'Until you unsubscribe',
        sources: [],
        automatedDecision: 'SAMPLE-LOGIC: a program picks the sending hour from the hours at which you opened earlier letters.',
        transfers: [],
      },
    ],
    nothingHeldIn: ['Support messages'],
    unreachableSystems: ['Paper archive, Portsmouth'],
    files: [
      { name: 'data.json', what: 'Everything, for machines' },
      { name: 'members.csv', what: 'Members, officers and contacts, as a table' },
    ],
    withheld: [{ what: 'SAMPLE-WITHHELD-ITEM', why: 'It names another person who has not agreed.' }],
    codes: [{ code: 'grade: F', meaning: 'Fellow' }],
  };
}
