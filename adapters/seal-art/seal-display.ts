import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { DomainError } from '../../domain/errors.js';
import { isShownAsValid, type ShownSeal } from '../../domain/seals/display.js';
import { verifyUrlOf } from '../../domain/seals/ids.js';
import { issuerOfSeal, keepReport, listMisuse } from '../db/seal-display/misuse-desk.js';
import type { MisuseLog, OnMisuse } from '../db/seal-display/misuse-log.js';
import { inTransaction } from '../db/transaction.js';
import { askLinkBack, lookAtPage } from '../seal-placement/look-at-page.js';
import { bakePng } from '../seals/containers/png.js';
import { bakeSvg } from '../seals/containers/svg.js';
import type { CredentialForms } from '../seals/forms/renditions.js';
import { logoName } from '../seals/published/publish-issuers.js';
import { keptBadge, renderNeutral, type Wishes } from './badge.js';
import { sealCertificate } from './certificate.js';
import { dayOf } from './day-code.js';
import { drawPng } from './png.js';
import { qrSvg } from './qr.js';

/** The web component that snippets name. The file's name is its version, and a file never changes. */
const COMPONENT_FILE = 'rightsdesk-seal-1.js';

export interface SealDisplayDeps {
  pool: Pool;
  publicUrl: string;
  /** A seal as it is published. */
  find(id: string): Promise<ShownSeal | undefined>;
  /** A published document by its name. */
  document(name: string): Buffer | undefined;
  forms: CredentialForms;
  misuseLog: MisuseLog;
  onMisuse: OnMisuse;
  allowedHosts: readonly string[];
}

/** Every version there ever was: pages that pinned an old one go on using it. */
export function loadComponents() {
  const folder = fileURLToPath(new URL('../../templates/assets/seal-component', import.meta.url));
  const sources = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const integrity = `sha384-${createHash('sha384')
    .update(sources.get(COMPONENT_FILE) ?? '')
    .digest('base64')}`;
  return { newest: { file: COMPONENT_FILE, integrity }, sources };
}

/** Puts the display of seals together: what is drawn, looked up, looked at and counted. */
export function createSealDisplay({ pool, publicUrl, find, document, forms, misuseLog, onMisuse, allowedHosts }: SealDisplayDeps) {
  const { newest: component, sources } = loadComponents();
  const placement = { allowedHosts, publicUrl, integrity: component.integrity };
  const carried = async (rendition: 'badge+jwt' | 'vc+ld+json', sealId: string) => {
    const credential = await forms.rendition(sealId, rendition);
    if (credential !== undefined) return credential;
    throw new DomainError({
      code: 'SEAL_WITHOUT_CREDENTIAL',
      kind: 'conflict',
      detail: 'This seal was never issued here, so there is no credential to put into a file. Issue it anew.',
    });
  };
  return {
    publicUrl,
    isPlain: publicUrl.startsWith('http:'),
    component,
    componentSource: (file: string) => sources.get(file),
    find,
    async findValid(id: string, now: Date) {
      const seal = await find(id);
      return isShownAsValid(seal, now) ? seal : undefined;
    },
    neutral: renderNeutral,
    bakedSvg: async (seal: ShownSeal, wishes: Wishes) => bakeSvg(keptBadge(seal, wishes), await carried('badge+jwt', seal.id)),
    bakedPng: async (seal: ShownSeal, wishes: Wishes, width: number) => {
      const picture = drawPng(keptBadge(seal, lightUnlessAsked(wishes)), width);
      return bakePng(await picture, await carried('badge+jwt', seal.id));
    },
    neutralPng: (wishes: Wishes, width: number, now: Date) => drawPng(renderNeutral(lightUnlessAsked(wishes), now).body, width),
    qr: (sealId: string) => qrSvg(verifyUrlOf(publicUrl, sealId)),
    async certificate(seal: ShownSeal, language: 'en' | 'de' | 'fr', now: Date) {
      const verifyUrl = verifyUrlOf(publicUrl, seal.id);
      const credential = await carried('vc+ld+json', seal.id);
      const badgePng = await drawPng(keptBadge(seal, { theme: 'light', language }), 1056);
      const qrPng = await drawPng(qrSvg(verifyUrl), 440);
      const logo = seal.issuer.head?.logo;
      const logoPng = logo ? document(logoName(logo)) : undefined;
      return sealCertificate(seal, language, {
        badgePng,
        qrPng,
        verifyUrl,
        credential,
        now,
        ...(logoPng === undefined ? {} : { logoPng }),
      });
    },
    credentialJwtEs256: (sealId: string) => forms.rendition(sealId, 'vc+jwt-es256'),
    lookAt: (seal: ShownSeal, page: string) => lookAtPage(seal, page, placement),
    linkBack: (seal: ShownSeal) => askLinkBack(seal, placement),
    misuse: {
      note: misuseLog.note,
      list: (sealId: string) => listMisuse(pool, sealId),
      async report({ sealId, host, claim, at }: { sealId: string; host: string; claim: 'copied' | 'untrue' | 'other'; at: Date }) {
        const day = dayOf(at);
        await inTransaction(pool, async (client) => {
          if (await keepReport(client, { sealId, host, claim, day })) await onMisuse(client, { sealId, host, day });
        });
      },
      ownerOf: (sealId: string) => issuerOfSeal(pool, sealId),
    },
  };
}

/** A picture file has one look: dark only where somebody asks for it. */
const lightUnlessAsked = (wishes: Wishes): Wishes => (wishes.theme === 'dark' ? wishes : { ...wishes, theme: 'light' });
