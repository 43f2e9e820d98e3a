import { Button, UnstyledButton } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { STAGE_COLORS } from '../../../src/model/schema.ts';
import { stagesInOrder } from '../../../src/model/stage-of.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './gates-view.module.css';
import { MoveButtons } from './move-buttons.tsx';

interface StageEditorProps {
  readonly stageId: string;
  /** The stage was just added: its name is chosen. */
  readonly startsChosen: boolean;
}

/** Name, colour, description and place of a stage. */
export const StageEditor = observer(({ stageId, startsChosen }: StageEditorProps) => {
  const project = useProject();
  const { t } = useTexts();
  const commit = useCommit();
  const stage = project.plan.rows.stage.get(stageId);
  if (!stage) return null;
  const stages = stagesInOrder(project.plan.asPlan());
  const set = (cells: object) => commit('stage.update', { id: stageId, cells });
  return (
    <Card title={t('stages.one')}>
      <div className={styles.form}>
        <CommitField
          label={t('field.name')}
          startsChosen={startsChosen}
          value={stage.name}
          onCommit={(name) => set({ name })}
        />
        <fieldset className={styles.colors}>
          <legend>{t('stages.color')}</legend>
          {Array.from({ length: STAGE_COLORS }, (_, color) => (
            <UnstyledButton
              key={color}
              className={styles.color}
              style={{ background: `var(--up-stage-${color})` }}
              aria-label={t('stages.colorNumber', { number: color + 1 })}
              aria-pressed={stage.color === color}
              onClick={() => void set({ color })}
            />
          ))}
        </fieldset>
        <CommitField
          label={t('field.description')}
          multiline
          value={stage.description}
          onCommit={(description) => set({ description })}
        />
        <div className={styles.actions}>
          <Button variant="default" onClick={() => void project.carryOut('stage.delete', { ids: [stageId] })}>
            {t('stages.delete')}
          </Button>
          <MoveButtons
            command="stage.move"
            id={stageId}
            name={stage.name}
            isFirst={stages[0]?.id === stageId}
            isLast={stages[stages.length - 1]?.id === stageId}
          />
        </div>
      </div>
    </Card>
  );
});
