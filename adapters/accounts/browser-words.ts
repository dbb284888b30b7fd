import Bowser from 'bowser';

/** The browser as its owner would name it: "Firefox, Linux". Empty where it does not say. No version: nobody knows theirs. */
export function browserInWords(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent === '') return '';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 500));
  return [browser.name, os.name].filter((name) => name !== undefined && name !== '').join(', ');
}
