import { isScalar, isSeq, type YAMLMap } from 'yaml';
import type { DataNotice } from '../../domain/collection/description.js';

const SILENT: DataNotice = { purposes: [], recipients: [], period: null, source: null, safeguards: null };

/**
 * Reads what Art. 15(1) wants said from `meta.rightsdesk` of a dataset or collection (`purposes`, `recipients`, `period`, `source`,
 * `safeguards`); Fideslang leaves `meta` free. What a collection does not say is taken from its dataset.
 */
export function readNotice(node: YAMLMap | undefined, retention: string | null, around: DataNotice = SILENT): DataNotice {
  return {
    purposes: listOf(node, 'purposes') ?? around.purposes,
    recipients: listOf(node, 'recipients') ?? around.recipients,
    period: textOf(node, 'period') ?? retention ?? around.period,
    source: textOf(node, 'source') ?? around.source,
    safeguards: textOf(node, 'safeguards') ?? around.safeguards,
  };
}

function listOf(node: YAMLMap | undefined, name: string): string[] | null {
  const value = node?.get(name, true);
  if (isSeq(value)) return value.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : []));
  return null;
}

function textOf(node: YAMLMap | undefined, name: string): string | null {
  const value = node?.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}
