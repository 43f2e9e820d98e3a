import type { CellValue } from '../../../src/model/change.ts';
import type { ConflictAuthor, OpenConflict } from '../../../src/model/exchange-result.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { cellValueText, type ValueSources } from '../../../src/reading/cell-value.ts';
import { momentText } from '../../app/i18n/formats.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import { wordsIn } from '../../app/i18n/word.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

export const sourcesOf = (session: ProjectSession, { language }: Texts): ValueSources => ({
  plan: session.plan.asPlan(),
  language,
  word: wordsIn(language),
});

/** What a conflict is about: the field, or the kind of row. */
export const subjectText = ({ entity, cell, label }: OpenConflict, { textOf }: Texts): string => {
  if (cell !== null) {
    const field = textOf('fields', `${entity}.${cell}`);
    return entity === 'task' ? field : `${textOf('fields', entity)}: ${field}`;
  }
  return entity === 'task' ? textOf('fields', 'task') : `${textOf('fields', entity)}${label ? `: ${label}` : ''}`;
};

/** A value of the conflict's cell in words; of a place, below what it lies. */
export const valueText = (conflict: OpenConflict, value: CellValue, sources: ValueSources, texts: Texts): string => {
  const { textOf } = texts;
  if (conflict.kind === 'value') {
    return cellValueText(conflict.entity, conflict.cell!, value, sources) || textOf('conflicts', 'nothing');
  }
  const parent = (value as { readonly parent?: string | null } | null)?.parent ?? null;
  if (parent === null) return textOf('conflicts', 'top');
  const task = sources.plan.rows.task.get(parent);
  return task === undefined
    ? textOf('conflicts', 'gonePlace')
    : textOf('conflicts', 'under', { name: task.name || texts.t('task.unnamed') });
};

/** A link by the tasks at its ends. */
export const linkText = (id: string, { plan }: ValueSources, { t }: Texts): string => {
  const link = plan.rows.link.get(id);
  const end = (taskId: string | null | undefined): string =>
    plan.rows.task.get(taskId ?? '')?.name || t('task.unnamed');
  return `${end(link?.predecessorId)} → ${end(link?.successorId)}`;
};

/** One of two rows of one name: of a task also how long it is and how much lies below it. */
export const twinText = (conflict: OpenConflict, id: string, sources: ValueSources, { textOf }: Texts): string => {
  const task = conflict.entity === 'task' ? sources.plan.rows.task.get(id) : undefined;
  if (task === undefined) return conflict.label;
  const duration = cellValueText('task', 'duration', task.duration, sources);
  const count = belowOf(sources.plan, id);
  const params = { name: task.name, duration, count };
  return count > 0 ? textOf('conflicts', 'twinBelow', params) : textOf('conflicts', 'twin', params);
};

const belowOf = (plan: Plan, id: string): number => {
  const { ids, subtreeEnd } = outlineOf(plan);
  const at = ids.indexOf(id);
  return at < 0 ? 0 : subtreeEnd[at]! - at - 1;
};

/** Who and when, with a mark at oneself. */
export const authorText = (author: ConflictAuthor, nowMs: number, { textOf, language }: Texts): string => {
  const named = author.person || textOf('exchange', 'someone');
  const person = author.isMine ? textOf('conflicts', 'you', { person: named }) : named;
  return textOf('conflicts', 'by', { person, when: momentText(author.wallMs, nowMs, language) });
};
