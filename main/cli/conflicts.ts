import type { CellValue } from '../../src/model/change.ts';
import type { ConflictSide, OpenConflict } from '../../src/model/exchange-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import { cellValueText, type ValueSources } from '../../src/reading/cell-value.ts';
import { planOfCopy } from '../jobs/plan-copy.ts';
import { productWith } from './find-project.ts';
import { done, type Text, type Verb } from './verb.ts';
import { wallText } from './wall-text.ts';

const placeText = (value: CellValue, plan: Plan, text: Text): string => {
  const { parent } = (value ?? { parent: null }) as { readonly parent: string | null };
  if (parent === null) return text('conflicts:top');
  const task = plan.rows.task.get(parent);
  return task === undefined ? text('conflicts:gonePlace') : text('conflicts:under', { name: task.name });
};

const onOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' / ');

/** What a side says that has no value of its own. */
const WORDS: Readonly<Record<Exclude<ConflictSide['decision']['do'], 'set'>, string>> = {
  keep: 'editedRow',
  delete: 'deletedRow',
  one: 'one',
  both: 'bothRows',
};

const linesOf = (conflict: OpenConflict, sources: ValueSources, text: Text): string[] => {
  const { kind, entity, cell, label, taskLabel } = conflict;
  const field = cell === null ? '' : ` – ${text(`fields:${entity}.${cell}`)}`;
  const valueText = (value: CellValue): string =>
    (kind === 'value' ? cellValueText(entity, cell!, value, sources) : placeText(value, sources.plan, text)) ||
    text('conflicts:nothing');
  const sideText = ({ value, decision, isShown, authors }: ConflictSide): string => {
    const what = decision.do === 'set' ? valueText(value) : text(`conflicts:${WORDS[decision.do]}`);
    const who = authors
      .map(({ person, wallMs }) => text('conflicts:by', { person, when: wallText(wallMs) }))
      .join('; ');
    return `  ${isShown ? '*' : ' '} ${onOneLine(what)}${who === '' ? '' : `  (${who})`}`;
  };
  return [
    `${taskLabel || label || text(`fields:${entity}`)}${field}: ${text(`exchange:conflict.${kind}`)}`,
    ...(conflict.base && cell !== null
      ? [`    ${text('conflicts:before')}: ${onOneLine(valueText(conflict.base.value))}`]
      : []),
    ...(kind === 'link-cycle' ? [`    ${label}`] : conflict.sides.map(sideText)),
  ];
};

/** Lists what has to be decided; each side has the decision that `run conflict.settle` takes. */
const conflicts: Verb = {
  name: 'conflicts',
  usage: { positions: ['PROJECT'], options: {}, flags: ['mine'] },
  run: async ({ positions: [wanted], flags }, context) => {
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const answer = await product.call('conflict.list', { projectId: project.id });
    if (!answer.ok) return answer;
    const listed = answer.value.filter(({ isMine }) => isMine || !flags.has('mine'));
    if (listed.length === 0) return done(listed, [context.text('conflicts:none')]);
    const opened = await product.call('project.open', { projectId: project.id });
    if (!opened.ok) return opened;
    const { text } = context;
    const plan = planOfCopy(opened.value.projectId, opened.value.rows);
    const sources: ValueSources = { plan, language: context.language(), word: text };
    return done(
      listed,
      listed.flatMap((conflict) => linesOf(conflict, sources, text)),
    );
  },
};

/** Verbs about what several people's changes leave to decide. */
export const conflictVerbs: readonly Verb[] = [conflicts];
