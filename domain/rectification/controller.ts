/**
 * Who decides over a field: the company itself, or the issuer whose certificate says it (RULEBOOK 0, P4; GDPR Art. 4(7)); `other` once it
 * was forwarded to whom we only process it for (Art. 28(3)(e)): that one answers, and our decision leaves it.
 */
export const FIELD_CONTROLLERS = ['company', 'issuer', 'other'] as const;
export type FieldController = (typeof FIELD_CONTROLLERS)[number];

/** What an issuer records: the policy sends it to the certificate issuer, whatever else the text names. */
const ISSUERS_OWN =
  /\b(certificates?|licen[cs]es?|seals?|badges?|memberships?|members?|zertifikat\w*|urkunde\w*|lizenz\w*|siegel|certificats?|sceaux?)\b/i;

/** What the company keeps for purposes of its own: nobody else can say what is right there. */
const COMPANYS_OWN =
  /\b(newsletters?|mailing lists?|preferences?|marketing|support|tickets?|invoices?|billing|payments?|orders?|shop|user account|login|log[- ]?files?|rechnung(en)?|bestellung(en)?|einstellungen|benutzerkonto|lettre d.information|préférences?|factures?|commandes?|compte utilisateur)\b/i;

/**
 * Who is controller of the field a person wants corrected. `record` is free text: what names nothing of the company's own is the
 * issuer's, because the certificates are what the company holds for others to rely on.
 */
export function controllerOf(claim: { record: string; field: string }): Exclude<FieldController, 'other'> {
  if (ISSUERS_OWN.test(claim.record)) return 'issuer';
  return COMPANYS_OWN.test(claim.record) ? 'company' : 'issuer';
}
