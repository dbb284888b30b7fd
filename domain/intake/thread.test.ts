import { describe, expect, it } from '@jest/globals';
import type { AutomaticMail, ParsedMail } from './mail.js';
import { type KnownCase, type PlacementFacts, placeMail } from './thread.js';

function mailOf(automatic: Partial<AutomaticMail> = {}, more: Partial<ParsedMail> = {}): ParsedMail {
  return {
    isBroken: false,
    references: [],
    recipients: [],
    subject: '',
    text: '',
    newText: '',
    attachmentsText: '',
    receivedAt: new Date('2026-10-01T09:00:00Z'),
    attachments: [],
    auth: { spf: 'none', dkim: 'none', dmarc: 'none', isFromDomainAligned: false },
    automatic: { kind: 'none', mayReply: true, why: [], ...automatic },
    thread: { inReplyToOurs: [] },
    ...more,
  };
}

const triage = { verdict: 'triage', isReminder: false } as const;
const recognised = { verdict: 'recognised', isReminder: false } as const;
const reminder = { verdict: 'recognised', isReminder: true } as const;

const facts = (more: Partial<PlacementFacts> = {}): PlacementFacts => ({ isDuplicate: false, recognition: triage, ...more });
const known = (more: Partial<KnownCase> = {}): KnownCase => ({ requestId: 'case-1', isOpen: true, isFromRequester: true, ...more });

describe('a mail a person wrote', () => {
  it('joins the case whose token it was sent to', () => {
    expect(placeMail(mailOf(), facts({ byToken: known() }))).toEqual({
      kind: 'reply',
      requestId: 'case-1',
      joinedBy: 'token',
      isUnverifiedParticipant: false,
      mayReply: true,
    });
  });

  it('prefers the token to a Message-ID, and that to a reference', () => {
    const byMessageId = known({ requestId: 'case-2' });
    const byReference = known({ requestId: 'case-3' });
    expect(placeMail(mailOf(), facts({ byToken: known(), byMessageId, byReference }))).toMatchObject({ requestId: 'case-1' });
    expect(placeMail(mailOf(), facts({ byMessageId, byReference }))).toMatchObject({ requestId: 'case-2', joinedBy: 'message-id' });
    expect(placeMail(mailOf(), facts({ byReference }))).toMatchObject({ requestId: 'case-3', joinedBy: 'reference' });
  });

  it('marks another sender with the right token, and gives that sender no automatic reply', () => {
    const stranger = known({ isFromRequester: false });
    expect(placeMail(mailOf(), facts({ byToken: stranger }))).toMatchObject({
      kind: 'reply',
      isUnverifiedParticipant: true,
      mayReply: false,
    });
  });

  it('does not join a stranger who only knows the reference: a case of their own', () => {
    expect(placeMail(mailOf(), facts({ byReference: known({ isFromRequester: false }) }))).toEqual({ kind: 'new', mayReply: true });
  });

  it('takes a new demand in the thread of a closed case for a request of its own, but not a question', () => {
    const closed = known({ isOpen: false });
    expect(placeMail(mailOf(), facts({ byToken: closed, recognition: recognised }))).toMatchObject({ kind: 'new' });
    expect(placeMail(mailOf(), facts({ byToken: closed }))).toMatchObject({ kind: 'reply', requestId: 'case-1' });
    expect(placeMail(mailOf(), facts({ byToken: closed, recognition: reminder }))).toMatchObject({ kind: 'reminder', requestId: 'case-1' });
  });

  it('joins a reminder without a thread to the open case of its sender, and opens one where there is none', () => {
    const open = facts({ openCaseOfSender: known(), recognition: reminder });
    expect(placeMail(mailOf(), open)).toMatchObject({ kind: 'reminder', joinedBy: 'sender' });
    expect(placeMail(mailOf(), facts({ openCaseOfSender: known(), recognition: recognised }))).toMatchObject({ kind: 'new' });
    expect(placeMail(mailOf(), facts({ recognition: reminder }))).toMatchObject({ kind: 'new' });
  });

  it('is not filed twice', () => {
    expect(placeMail(mailOf(), facts({ isDuplicate: true, byToken: known() }))).toEqual({ kind: 'ignored-duplicate' });
  });
});

describe('a mail a machine wrote', () => {
  it.each(['list', 'bulk'] as const)('opens a case from %s mail without a reply', (kind) => {
    expect(placeMail(mailOf({ kind, mayReply: false }), facts())).toEqual({ kind: 'new', mayReply: false });
  });

  it('files an absence note in its thread and lets it start nothing', () => {
    const note = mailOf({ kind: 'auto-reply', mayReply: false });
    expect(placeMail(note, facts({ byMessageId: known() }))).toEqual({ kind: 'auto-reply-to-thread', requestId: 'case-1' });
    expect(placeMail(note, facts())).toEqual({ kind: 'kept-without-case' });
  });

  it('still opens a case where an automatic message holds a request, or cannot be read', () => {
    expect(placeMail(mailOf({ kind: 'auto-reply', mayReply: false }), facts({ recognition: recognised }))).toEqual({
      kind: 'new',
      mayReply: false,
    });
    expect(placeMail(mailOf({ kind: 'auto-reply', mayReply: false }, { isBroken: true }), facts())).toEqual({
      kind: 'new',
      mayReply: false,
    });
  });

  it('tells which cases a bounce concerns, each once', () => {
    const report = mailOf({ kind: 'bounce', mayReply: false }, { bounce: { ourMessageIds: [], severity: 'hard', status: '5.1.1' } });
    const bounced = [known(), known({ requestId: 'case-2' })];
    expect(placeMail(report, facts({ bounced, byToken: known() }))).toEqual({
      kind: 'bounce',
      requestIds: ['case-1', 'case-2'],
      severity: 'hard',
    });
    expect(placeMail(report, facts())).toEqual({ kind: 'kept-without-case' });
  });

  it('ignores a letter of our own that comes back', () => {
    expect(placeMail(mailOf({ kind: 'own', mayReply: false }), facts({ byToken: known() }))).toEqual({ kind: 'ignored-own' });
  });
});
