import { formatDateInWords } from '../letters/dates.js';
import type { Language } from '../request/types.js';
import { parseDay, weekdayName } from './day.js';
import type { ExplanationEntry } from './result.js';
import type { WaitKind } from './wait.js';

/** What an entry says, as values: its days as they read in the language. */
interface Values {
  from: string;
  to: string;
  days: number;
  /** Where something is awaited: what. */
  wait: WaitKind;
  skipped: string;
}

type Sentence = (values: Values) => string;
type Spoken = Exclude<Language, 'en'>;

interface Words {
  asked: Record<WaitKind, string>;
  arrived: Record<WaitKind, string>;
  sentences: Readonly<Record<string, Sentence>>;
}

const DE: Words = {
  asked: { identity: 'der Identitätsnachweis', authority: 'die Vollmacht', fee: 'das Entgelt', clarification: 'eine Klarstellung' },
  arrived: {
    identity: 'der Identitätsnachweis eintraf',
    authority: 'die Vollmacht eintraf',
    fee: 'das Entgelt bezahlt wurde',
    clarification: 'die Klarstellung eintraf',
  },
  sentences: {
    received: ({ from }) =>
      `Der Antrag ging am ${from} ein, nach der Ortszeit des Verantwortlichen. Wochenenden und Feiertage zählen für den Eingang.`,
    start: ({ to, wait }) => `Der Monat zählt ab ${to}, als ${DE.arrived[wait]}: das Spätere von Eingang und dem, was nötig war.`,
    'one-month': ({ from, to }) => `Ein Monat ab ${from} endet am ${to}.`,
    'last-day-of-month': ({ to }) => `Der letzte Monat hat diesen Tag nicht; die Frist endet an seinem letzten Tag, ${to}.`,
    'two-further-months': ({ to }) =>
      `Die Verlängerung wurde rechtzeitig mitgeteilt. Mit zwei weiteren Monaten sind es drei; sie enden am ${to}.`,
    pause: ({ days, from, to, wait }) =>
      `Nicht gezählt: ${days} ${days === 1 ? 'Tag' : 'Tage'}, vom ${from} bis ${to}; ${DE.asked[wait]} war angefordert. Kein Tag wird zweimal ausgelassen.`,
    'next-working-day': ({ skipped, to }) => `Keine Arbeitstage: ${skipped}. Die Frist endet am nächsten Arbeitstag, ${to}.`,
    pending: ({ from, wait }) =>
      `Noch kein Fristende: Angefordert am ${from} und noch offen: ${DE.asked[wait]}. Planen Sie mit dem sicheren Tag.`,
    'eu-fee': ({ from }) => `Das Entgelt, verlangt am ${from}, blieb ohne Wirkung: In der EU hält es die Frist nicht an.`,
    'fee-ground': ({ from }) =>
      `Das Entgelt, verlangt am ${from}, blieb ohne Wirkung: Nur eines für einen offenkundig unbegründeten oder exzessiven Antrag verschiebt den Beginn.`,
    'not-access': ({ from }) => `Die Rückfrage vom ${from} blieb ohne Wirkung: Sie hält nur die Frist von Auskunftsanträgen an.`,
    'not-prompt': ({ from }) => `Die Nachfrage vom ${from} blieb ohne Wirkung: Sie kam nicht unverzüglich und mit gutem Grund.`,
    'too-late': ({ from }) => `Die Nachfrage vom ${from} blieb ohne Wirkung: Die erste Frist war schon abgelaufen.`,
    'extension-late': ({ from }) =>
      `Die Mitteilung der Verlängerung vom ${from} blieb ohne Wirkung: Sie kam nach dem Ende der ersten Frist.`,
    'extension-second': ({ from }) => `Die Mitteilung der Verlängerung vom ${from} blieb ohne Wirkung: Verlängert wird nur einmal.`,
    'extension-before-receipt': ({ from }) => `Die Mitteilung der Verlängerung vom ${from} blieb ohne Wirkung: Sie ging dem Antrag voraus.`,
    'nothing-to-answer': ({ from }) => `Was am ${from} eintraf, beantwortet nichts, das bis dahin gefragt war, und blieb ohne Wirkung.`,
    'marketing-stops-at-once': () => 'Geht es um Direktwerbung, endet sie sofort; nur die Bestätigung hat bis zu diesem Tag Zeit.',
  },
};

const FR: Words = {
  asked: { identity: 'la preuve d’identité', authority: 'la procuration', fee: 'les frais', clarification: 'une précision' },
  arrived: {
    identity: 'la preuve d’identité est arrivée',
    authority: 'la procuration est arrivée',
    fee: 'les frais ont été payés',
    clarification: 'la précision est arrivée',
  },
  sentences: {
    received: ({ from }) =>
      `La demande a été reçue le ${from}, heure locale du responsable. Les week-ends et jours fériés comptent pour la réception.`,
    start: ({ to, wait }) =>
      `Le mois se compte à partir du ${to}, jour où ${FR.arrived[wait]} : le plus tardif de la réception et de ce qui était requis.`,
    'one-month': ({ from, to }) => `Un mois à partir du ${from} se termine le ${to}.`,
    'last-day-of-month': ({ to }) => `Le dernier mois n’a pas ce jour ; le délai se termine à son dernier jour, le ${to}.`,
    'two-further-months': ({ to }) =>
      `La prolongation a été annoncée à temps. Avec deux mois de plus, cela fait trois mois, qui se terminent le ${to}.`,
    pause: ({ days, from, to, wait }) =>
      `Non ${days === 1 ? 'compté : 1 jour' : `comptés : ${days} jours`}, du ${from} au ${to} ; demande en attente : ${FR.asked[wait]}. Aucun jour n’est retiré deux fois.`,
    'next-working-day': ({ skipped, to }) => `Jours non ouvrables : ${skipped}. Le délai se termine le jour ouvrable suivant, le ${to}.`,
    pending: ({ from, wait }) =>
      `Pas encore d’échéance. Demandé le ${from} et toujours en attente : ${FR.asked[wait]}. Comptez avec la date sûre.`,
    'eu-fee': ({ from }) => `Les frais demandés le ${from} restent sans effet : dans l’UE, ils ne suspendent pas le délai.`,
    'fee-ground': ({ from }) =>
      `Les frais demandés le ${from} restent sans effet : seuls ceux d’une demande manifestement infondée ou excessive déplacent le début.`,
    'not-access': ({ from }) => `La question du ${from} reste sans effet : elle ne suspend que le délai d’une demande d’accès.`,
    'not-prompt': ({ from }) => `La demande du ${from} reste sans effet : elle n’a pas été faite sans retard et pour une bonne raison.`,
    'too-late': ({ from }) => `La demande du ${from} reste sans effet : le premier délai était déjà écoulé.`,
    'extension-late': ({ from }) => `L’annonce de prolongation du ${from} reste sans effet : elle est venue après la fin du premier délai.`,
    'extension-second': ({ from }) => `L’annonce de prolongation du ${from} reste sans effet : un délai n’est prolongé qu’une fois.`,
    'extension-before-receipt': ({ from }) => `L’annonce de prolongation du ${from} reste sans effet : elle a précédé la demande.`,
    'nothing-to-answer': ({ from }) => `Ce qui est arrivé le ${from} ne répond à rien de demandé jusque-là et reste sans effet.`,
    'marketing-stops-at-once': () => 'S’il s’agit de prospection, elle cesse aussitôt ; seule la confirmation a jusqu’à cette date.',
  },
};

const WORDS = { de: DE, fr: FR } as const satisfies Record<Spoken, Words>;

const WAITING = /^(start|pause|pending)-(identity|authority|fee|clarification)$/;
const isWait = (kind: string | undefined): kind is WaitKind => kind !== undefined && Object.hasOwn(DE.asked, kind);

/** An entry of the clock's explanation in a language, from its rule and values. The wire's own text is English. Throws for an unknown rule. */
export function explainIn(entry: ExplanationEntry, language: Language): string {
  if (language === 'en') return entry.text;
  const [, step, kind] = WAITING.exec(entry.rule) ?? [];
  const sentence = WORDS[language].sentences[step ?? entry.rule];
  if (sentence === undefined) throw new Error(`no words for ${entry.rule} in ${language}`);
  const day = (date: string | undefined) => (date === undefined ? '' : formatDateInWords(date, language));
  return sentence({
    from: day(entry.from),
    to: day(entry.to),
    days: entry.days,
    wait: isWait(kind) ? kind : 'identity',
    skipped: (entry.skipped ?? []).map(({ on, name }) => (isWeekday(on, name) ? day(on) : `${day(on)} (${name})`)).join('; '),
  });
}

/** A day off that is only a weekend has the name of its weekday, which the date names already. */
function isWeekday(date: string, name: string): boolean {
  const day = parseDay(date);
  return day !== undefined && weekdayName(day) === name;
}
