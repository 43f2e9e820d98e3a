import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from './parts.module.css';

/** Deletes the row it stands in; `name` says which, for those who do not see where it stands. */
export const DeleteButton = ({ name, onDelete }: { readonly name: string; readonly onDelete: () => void }) => {
  const { t } = useTexts();
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('people.delete', { name })} onClick={onDelete}>
      <IconTrash size={15} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
};

interface RowButtonsProps {
  /** An entity whose rows a person puts in order: it has the commands `move` and `delete`. */
  readonly entity: 'round' | 'module' | 'wave' | 'rolloutStep';
  readonly row: { readonly id: string; readonly name: string };
}

/** Moves a row up or down in its list, or deletes it. */
export const RowButtons = observer(({ entity, row: { id, name } }: RowButtonsProps) => {
  const project = useProject();
  const { t } = useTexts();
  return (
    <span className={parts.rowButtons}>
      {(['up', 'down'] as const).map((direction) => {
        const Icon = direction === 'up' ? IconChevronUp : IconChevronDown;
        return (
          <ActionIcon
            key={direction}
            variant="subtle"
            color="gray"
            aria-label={t(`move.${direction}`, { name })}
            onClick={() => void project.plan.run(`${entity}.move`, { id, direction })}
          >
            <Icon size={15} aria-hidden />
          </ActionIcon>
        );
      })}
      <DeleteButton name={name} onDelete={() => void project.carryOut(`${entity}.delete`, { ids: [id] })} />
    </span>
  );
});
