import type { Emblem } from './art-shapes.js';

/** The words of seal art in one language. */
export interface ArtWords {
  /** Before a date: the last day the seal was looked at. */
  checked: string;
  /** Before a date, in art that is kept elsewhere and so cannot be up to date. */
  until: string;
  notValid: string;
  /** What to do about it. */
  lookUp: string;
}

/**
 * Languages the art speaks. Pages and letters speak three of them; a seal speaks that of the website it stands on. A language that is
 * not here is shown in English: a wrong word would be worse than a foreign one.
 */
export const ART_WORDS = {
  ar: { checked: 'تم التحقق', until: 'صالح حتى', notValid: 'هذا الختم غير صالح', lookUp: 'تحقق من صاحب الموقع' },
  de: { checked: 'geprüft', until: 'gültig bis', notValid: 'Siegel nicht gültig', lookUp: 'Prüfen Sie, wer es zeigt' },
  en: { checked: 'checked', until: 'valid until', notValid: 'Seal not valid', lookUp: 'Check who shows it' },
  es: { checked: 'comprobado', until: 'válido hasta', notValid: 'Sello no válido', lookUp: 'Compruebe quién lo muestra' },
  fr: { checked: 'vérifié', until: 'valable jusqu’au', notValid: 'Sceau non valable', lookUp: 'Vérifiez qui l’affiche' },
  he: { checked: 'נבדק', until: 'בתוקף עד', notValid: 'החותם אינו תקף', lookUp: 'בדקו מי מציג אותו' },
  it: { checked: 'verificato', until: 'valido fino al', notValid: 'Sigillo non valido', lookUp: 'Verifichi chi lo mostra' },
  nl: { checked: 'gecontroleerd', until: 'geldig tot', notValid: 'Zegel niet geldig', lookUp: 'Controleer wie het toont' },
  pl: { checked: 'sprawdzono', until: 'ważny do', notValid: 'Znak nieważny', lookUp: 'Sprawdź, kto go pokazuje' },
} as const satisfies Record<string, ArtWords>;

export type ArtLanguage = keyof typeof ART_WORDS;

const isArtLanguage = (language: string): language is ArtLanguage => Object.hasOwn(ART_WORDS, language);

/** The first of the wanted languages (BCP 47) the art speaks: `de-AT` is German. */
export function artLanguage(...wanted: readonly (string | undefined)[]): ArtLanguage {
  const spoken = wanted.map((language) => language?.toLowerCase().split('-')[0] ?? '');
  return spoken.find(isArtLanguage) ?? 'en';
}

/** Names of kinds beyond the languages of the pages; by the code of the kind. */
export const FURTHER_KIND_NAMES: Partial<Record<ArtLanguage, Readonly<Record<string, string>>>> = {
  ar: {
    website: 'ختم الموقع الإلكتروني',
    'digital-compliance': 'ختم الامتثال الرقمي',
    verification: 'ختم التحقق',
    'business-trust': 'ختم الثقة التجارية',
    privacy: 'ختم الخصوصية',
    'membership-trust': 'ختم العضوية الموثوقة',
    'corporate-member': 'ختم موقع عضو مؤسسي',
    'dynamic-trust': 'ختم الثقة المتجدد',
    'dynamic-website': 'ختم الموقع المتجدد',
    'industry-organisation': 'ختم المنظمة المهنية',
  },
  es: {
    website: 'Sello de sitio web',
    'digital-compliance': 'Sello de cumplimiento digital',
    verification: 'Sello de verificación',
    'business-trust': 'Sello de confianza empresarial',
    privacy: 'Sello de privacidad',
    'membership-trust': 'Sello de pertenencia',
    'corporate-member': 'Sello web de miembro corporativo',
    'dynamic-trust': 'Sello de confianza dinámico',
    'dynamic-website': 'Sello web dinámico',
    'industry-organisation': 'Sello web de organización sectorial',
  },
  he: {
    website: 'חותם אתר',
    'digital-compliance': 'חותם עמידה בתקן דיגיטלי',
    verification: 'חותם אימות',
    'business-trust': 'חותם אמון עסקי',
    privacy: 'חותם פרטיות',
    'membership-trust': 'חותם חברות',
    'corporate-member': 'חותם אתר של חבר תאגידי',
    'dynamic-trust': 'חותם אמון דינמי',
    'dynamic-website': 'חותם אתר דינמי',
    'industry-organisation': 'חותם ארגון ענפי',
  },
  it: {
    website: 'Sigillo del sito web',
    'digital-compliance': 'Sigillo di conformità digitale',
    verification: 'Sigillo di verifica',
    'business-trust': 'Sigillo di affidabilità aziendale',
    privacy: 'Sigillo di protezione dei dati',
    'membership-trust': 'Sigillo di appartenenza',
    'corporate-member': 'Sigillo web di socio aziendale',
    'dynamic-trust': 'Sigillo di fiducia dinamico',
    'dynamic-website': 'Sigillo web dinamico',
    'industry-organisation': 'Sigillo web di organizzazione di settore',
  },
  nl: {
    website: 'Websitezegel',
    'digital-compliance': 'Zegel voor digitale naleving',
    verification: 'Verificatiezegel',
    'business-trust': 'Zegel voor betrouwbaar ondernemen',
    privacy: 'Privacyzegel',
    'membership-trust': 'Lidmaatschapszegel',
    'corporate-member': 'Websitezegel voor bedrijfsleden',
    'dynamic-trust': 'Dynamisch vertrouwenszegel',
    'dynamic-website': 'Dynamisch websitezegel',
    'industry-organisation': 'Websitezegel van de brancheorganisatie',
  },
  pl: {
    website: 'Znak strony internetowej',
    'digital-compliance': 'Znak zgodności cyfrowej',
    verification: 'Znak weryfikacji',
    'business-trust': 'Znak zaufania biznesowego',
    privacy: 'Znak ochrony danych',
    'membership-trust': 'Znak członkostwa',
    'corporate-member': 'Znak strony członka zbiorowego',
    'dynamic-trust': 'Dynamiczny znak zaufania',
    'dynamic-website': 'Dynamiczny znak strony',
    'industry-organisation': 'Znak strony organizacji branżowej',
  },
};

/** What the badge of a valid seal is drawn from. Nothing else goes into it. */
export interface BadgeFacts {
  language: ArtLanguage;
  theme: BadgeTheme;
  /** In that language. */
  kindName: string;
  emblem: Emblem;
  issuer: { name: string; colour: string; markSvg: string | null };
  /** As it stands in the address bar, and, where that says more to people, in letters. */
  domain: string;
  domainInLetters: string;
  /** `live`: what our server drew today. `kept`: art that leaves the server and says until when instead. */
  mark: { kind: 'live'; on: string; code: string } | { kind: 'kept'; until: string };
}

/** What is drawn where there is nothing valid to show: the same for every reason. */
export interface NeutralFacts {
  language: ArtLanguage;
  theme: BadgeTheme;
  on: string;
}

export const BADGE_THEMES = ['auto', 'light', 'dark'] as const;
export type BadgeTheme = (typeof BADGE_THEMES)[number];
