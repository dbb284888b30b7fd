/** Ways of advertising that a person can end, each by itself (PRODUCT section 2, item 10). */
export const MARKETING_CHANNELS = ['email', 'sms', 'post', 'telephone', 'partners'] as const;
export type SuppressedChannel = (typeof MARKETING_CHANNELS)[number];

/** How it came to be known that no advertising is wanted. */
export const SUPPRESSION_SOURCES = ['objection', 'one-click', 'staff', 'preference'] as const;
export type SuppressionSource = (typeof SUPPRESSION_SOURCES)[number];

/** RFC 8058 section 3.2: the body of a one-click unsubscribe, form-encoded or as one part of a multipart form. */
export function isOneClick(body: string): boolean {
  return (
    /^List-Unsubscribe=One-Click$/m.test(body.trim()) || /name="?List-Unsubscribe"?[^\r\n]*\r?\n\r?\n\s*One-Click\s*(\r?\n|$)/i.test(body)
  );
}
