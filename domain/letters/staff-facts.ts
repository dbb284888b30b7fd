import type { LetterCommon } from './common-facts.js';

export interface StaffWarningFacts extends LetterCommon {
  caseUrl: string;
  mark: 'target' | 'safe' | 'due';
  markOn: string;
  waitingFor: string;
}

export interface StaffBreachFacts extends LetterCommon {
  caseUrl: string;
  overdueSince: string;
  waitingFor: string;
}

export interface StaffTaskFacts extends LetterCommon {
  caseUrl: string;
  task: string;
  taskDueOn: string;
  isReminder: boolean;
}
