import { Button, Modal } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import type { Decision } from '../../../src/model/exchange-result.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import { sourcesOf, twinText } from './conflict-words.ts';
import styles from './conflicts.module.css';
import type { Fold, FoldPlan } from './fold-twins.ts';

/** What becomes one and what cannot, before anything is done. */
export const TwinsDialog = observer(
  ({
    plan,
    onTake,
    onClose,
  }: {
    readonly plan: FoldPlan;
    readonly onTake: (decisions: readonly Decision[]) => Promise<Pick<CallError, 'id' | 'params'> | null>;
    readonly onClose: () => void;
  }) => {
    const session = useProject();
    const texts = useTexts();
    const { textOf, errorText, t } = texts;
    const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
    const sources = sourcesOf(session, texts);
    const told = ({ conflict, decision }: Fold): string => {
      const kind = textOf('fields', conflict.entity);
      return `${kind}: ${twinText(conflict, decision.id, sources, texts)}`;
    };
    const { taken, refused } = plan;
    const take = async (): Promise<void> => setProblem(await onTake(taken.map(({ decision }) => decision)));
    return (
      <Modal
        opened
        onClose={onClose}
        title={textOf('conflicts', 'twins.title')}
        size={640}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <p>{textOf('conflicts', 'twins.ready', { count: taken.length })}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
        <section className={styles.twins} tabIndex={0} aria-label={textOf('conflicts', 'twins.list')}>
          <ul>
            {taken.map((fold) => (
              <li key={fold.conflict.id}>{told(fold)}</li>
            ))}
          </ul>
          {refused.length > 0 && (
            <>
              <p>{textOf('conflicts', 'twins.refused', { count: refused.length })}</p>
              <ul>
                {refused.map(({ fold, reason }) => (
                  <li key={fold.conflict.id}>
                    {told(fold)} – {errorText(reason)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        {problem !== null && (
          <p className={parts.fieldError} role="alert">
            {errorText(problem)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button data-autofocus disabled={taken.length === 0} onClick={() => void take()}>
            {textOf('conflicts', 'twins.take', { count: taken.length })}
          </Button>
        </div>
      </Modal>
    );
  },
);
