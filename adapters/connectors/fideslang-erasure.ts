import { isMap, type YAMLMap } from 'yaml';
import type { DeclaredErasure, DeclaredMasking, MaskingStrategy } from '../../domain/collection/declared-masking.js';

/** The names of Fides' masking strategies, and the short ones of `meta.rightsdesk.erase`, as what we do. */
const STRATEGIES: Readonly<Record<string, MaskingStrategy>> = {
  keep: 'keep',
  null: 'null',
  fixed: 'fixed-text',
  hash: 'keyed-hash',
  random: 'random-same-form',
  null_rewrite: 'null',
  string_rewrite: 'fixed-text',
  hmac: 'keyed-hash',
  aes_encrypt: 'keyed-hash',
  random_string_rewrite: 'random-same-form',
};

type Complain = (node: unknown, pointer: string, what: string) => void;

/** Reads how a field is masked: `meta.rightsdesk.erase` first, then Fides' `masking_strategy_override`; null where neither is there. */
export function readMasking(node: YAMLMap, at: string, complain: Complain): DeclaredMasking | null {
  const own = child(child(node, 'meta'), 'rightsdesk');
  const override = overrideOf(node);
  const name = textOf(own, 'erase') ?? textOf(override, 'strategy');
  if (name === null) return null;
  const strategy = STRATEGIES[name];
  if (strategy === undefined) {
    complain(node, at, `there is no masking strategy ${name} (${Object.keys(STRATEGIES).join(', ')})`);
    return null;
  }
  const text = textOf(own, 'text') ?? rewriteOf(override);
  return strategy === 'fixed-text' && text !== null ? { strategy, text } : { strategy };
}

/** Reads what a collection says about erasing its rows; where it says nothing they are masked. */
export function readErasure(node: YAMLMap, at: string, fields: ReadonlySet<string>, complain: Complain): DeclaredErasure {
  const own = child(child(node, 'meta'), 'rightsdesk');
  const rows = textOf(own, 'erase') ?? textOf(overrideOf(node), 'strategy') ?? 'mask';
  if (rows !== 'mask' && rows !== 'delete')
    complain(node, at, `rows of a collection are erased by "delete" or "mask" (a single field by a strategy), not by ${rows}`);
  const flag = (name: string): string | null => {
    const field = textOf(own, name);
    if (field !== null && !fields.has(field)) complain(node, at, `${name} names ${field}, which is not a described field`);
    return field;
  };
  const kept = child(own, 'keep');
  const ground = textOf(kept, 'ground');
  const words = textOf(kept, 'words');
  if (own?.has('keep') && (ground === null || words === null))
    complain(node, at, 'keep needs a ground ("17(3)(b)") and words for the person');
  return {
    rows: rows === 'delete' ? 'delete' : 'mask',
    kept: ground !== null && words !== null ? { ground, words } : null,
    restrictionField: flag('restriction_field'),
    legalHoldField: flag('legal_hold_field'),
  };
}

function overrideOf(node: YAMLMap): YAMLMap | undefined {
  return child(child(node, 'fides_meta') ?? child(node, 'fidesops_meta'), 'masking_strategy_override');
}

function rewriteOf(override: YAMLMap | undefined): string | null {
  const configuration = child(override, 'configuration');
  const text = textOf(configuration, 'rewrite_value');
  return text === null ? null : `${text}${textOf(child(configuration, 'format_preservation'), 'suffix') ?? ''}`;
}

function child(node: YAMLMap | undefined, name: string): YAMLMap | undefined {
  const value = node?.get(name, true);
  return isMap(value) ? value : undefined;
}

/** Also `erase: null`, which YAML reads as nothing. */
function textOf(node: YAMLMap | undefined, name: string): string | null {
  if (!node?.has(name)) return null;
  const value = node.get(name);
  if (value === null) return name === 'erase' ? 'null' : null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
