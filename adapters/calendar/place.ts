/** A place whose calendar comes from the holiday library rather than from the law's own rules. */
export interface CalendarPlace {
  /** What an input names: the country, or country and region. */
  code: string;
  place: string;
  country: string;
  region?: string;
  timeZone: string;
}

const country = (code: string, place: string, timeZone: string): CalendarPlace => ({ code, place, country: code, timeZone });
const land = (region: string, place: string): CalendarPlace => ({
  code: `DE-${region}`,
  place,
  country: 'DE',
  region,
  timeZone: 'Europe/Berlin',
});

/** The other states in which the GDPR applies (EU and EEA), and the German Länder, which keep holidays of their own. */
export const FURTHER_PLACES: readonly CalendarPlace[] = [
  country('AT', 'Austria', 'Europe/Vienna'),
  country('BG', 'Bulgaria', 'Europe/Sofia'),
  country('CY', 'Cyprus', 'Asia/Nicosia'),
  country('CZ', 'Czechia', 'Europe/Prague'),
  country('DK', 'Denmark', 'Europe/Copenhagen'),
  country('EE', 'Estonia', 'Europe/Tallinn'),
  country('ES', 'Spain (nation-wide)', 'Europe/Madrid'),
  country('FI', 'Finland', 'Europe/Helsinki'),
  country('GR', 'Greece', 'Europe/Athens'),
  country('HR', 'Croatia', 'Europe/Zagreb'),
  country('HU', 'Hungary', 'Europe/Budapest'),
  country('IS', 'Iceland', 'Atlantic/Reykjavik'),
  country('IT', 'Italy', 'Europe/Rome'),
  country('LI', 'Liechtenstein', 'Europe/Vaduz'),
  country('LT', 'Lithuania', 'Europe/Vilnius'),
  country('LU', 'Luxembourg', 'Europe/Luxembourg'),
  country('LV', 'Latvia', 'Europe/Riga'),
  country('MT', 'Malta', 'Europe/Malta'),
  country('NL', 'Netherlands', 'Europe/Amsterdam'),
  country('NO', 'Norway', 'Europe/Oslo'),
  country('PL', 'Poland', 'Europe/Warsaw'),
  country('PT', 'Portugal', 'Europe/Lisbon'),
  country('RO', 'Romania', 'Europe/Bucharest'),
  country('SE', 'Sweden', 'Europe/Stockholm'),
  country('SI', 'Slovenia', 'Europe/Ljubljana'),
  country('SK', 'Slovakia', 'Europe/Bratislava'),
  land('BB', 'Brandenburg'),
  land('BE', 'Berlin'),
  land('BW', 'Baden-Württemberg'),
  land('BY', 'Bavaria'),
  land('HB', 'Bremen'),
  land('HE', 'Hesse'),
  land('HH', 'Hamburg'),
  land('MV', 'Mecklenburg-Western Pomerania'),
  land('NI', 'Lower Saxony'),
  land('NW', 'North Rhine-Westphalia'),
  land('RP', 'Rhineland-Palatinate'),
  land('SH', 'Schleswig-Holstein'),
  land('SL', 'Saarland'),
  land('SN', 'Saxony'),
  land('ST', 'Saxony-Anhalt'),
  land('TH', 'Thuringia'),
];
