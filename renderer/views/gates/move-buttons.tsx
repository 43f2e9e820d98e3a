import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './gates-view.module.css';

/** Moves a stage or a point of a gate one place up or down in its list. */
export const MoveButtons = observer(
  ({
    command,
    id,
    name,
    isFirst,
    isLast,
  }: {
    readonly command: 'stage.move' | 'gateItem.move';
    readonly id: string;
    readonly name: string;
    readonly isFirst: boolean;
    readonly isLast: boolean;
  }) => {
    const project = useProject();
    const { t } = useTexts();
    const directions = [
      { direction: 'up', Icon: IconChevronUp, isEnd: isFirst },
      { direction: 'down', Icon: IconChevronDown, isEnd: isLast },
    ] as const;
    return (
      <span className={styles.moves}>
        {directions.map(({ direction, Icon, isEnd }) => (
          // At the end of the list the button keeps the focus and does nothing: who moved a row there is still there.
          <ActionIcon
            key={direction}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t(`move.${direction}`, { name })}
            aria-disabled={isEnd}
            className={styles.move}
            onClick={() => {
              if (!isEnd) void project.carryOut(command, { id, direction });
            }}
          >
            <Icon size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        ))}
      </span>
    );
  },
);
