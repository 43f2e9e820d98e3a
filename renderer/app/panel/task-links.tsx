import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { linksOf } from '../../../src/model/link-graph.ts';
import { wbsOf } from '../../../src/model/outline.ts';
import type { Link } from '../../../src/model/row.ts';
import { formatLink } from '../../../src/schedule/link-text.ts';
import { STANDARD_RATES } from '../../../src/time/entry.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';
import styles from './panel.module.css';

const MOST_CHOICES = 60;

const LinkRow = observer(({ link, otherId }: { readonly link: Link; readonly otherId: string }) => {
  const project = useProject();
  const { t, language } = useTexts();
  const { outline } = project.selection;
  const rates = project.plan.project?.workUnits ?? STANDARD_RATES;
  const name = project.plan.rows.task.get(otherId)?.name || t('task.unnamed');
  const at = outline.position.get(otherId);
  return (
    <li>
      <span className={styles.number}>{at === undefined ? '' : wbsOf(outline, at)}</span>
      <button
        type="button"
        className={`${parts.nameLink} ${styles.grow}`}
        title={name}
        onClick={() => {
          project.selection.selectMany([otherId]);
          project.planView.revealTask(otherId);
        }}
      >
        {name}
      </button>
      <span className={styles.number}>{formatLink({ row: '', type: link.type, lag: link.lag }, language, rates)}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={20}
        aria-label={t('link.remove', { name })}
        onClick={() => void project.carryOut('link.delete', { ids: [link.id] })}
      >
        <IconX size={13} aria-hidden />
      </ActionIcon>
    </li>
  );
});

/** Finds a task by name or number to wait for. */
const AddPredecessor = observer(({ taskId }: { readonly taskId: string }) => {
  const project = useProject();
  const { t } = useTexts();
  const { outline } = project.selection;
  const { task } = project.plan.asPlan().rows;
  // Made only while the list is looked at: a long plan has many thousand choices.
  const [active, setActive] = useState(false);
  const data = active
    ? outline.ids
        .map((id, at) => ({ value: id, label: `${wbsOf(outline, at)} ${task.get(id)?.name ?? ''}` }))
        .filter(({ value }) => value !== taskId)
    : [];
  return (
    <Select
      aria-label={t('link.add')}
      placeholder={t('link.add')}
      searchable
      limit={MOST_CHOICES}
      nothingFoundMessage={t('link.none')}
      data={data}
      value={null}
      onFocus={() => setActive(true)}
      onBlur={() => setActive(false)}
      onChange={(predecessorId) =>
        predecessorId && void project.carryOut('link.add', { predecessorId, successorId: taskId, type: 'FS' })
      }
      comboboxProps={{ width: 320, position: 'bottom-end' }}
    />
  );
});

/** What the task waits for, and what waits for it. */
export const TaskLinks = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan } = useProject();
  const { t } = useTexts();
  const { into, outOf } = linksOf(plan.asPlan());
  const before = into.get(taskId) ?? [];
  const after = outOf.get(taskId) ?? [];
  return (
    <>
      <Card title={t('panel.predecessors')}>
        <ul className={styles.list}>
          {before.map((link) => (
            <LinkRow key={link.id} link={link} otherId={link.predecessorId!} />
          ))}
        </ul>
        <AddPredecessor taskId={taskId} />
      </Card>
      {after.length > 0 && (
        <Card title={t('panel.successors')}>
          <ul className={styles.list}>
            {after.map((link) => (
              <LinkRow key={link.id} link={link} otherId={link.successorId!} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
});
