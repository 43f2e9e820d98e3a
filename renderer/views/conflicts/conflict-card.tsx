import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import type { ConflictSide, OpenConflict } from '../../../src/model/exchange-result.ts';
import { isRunningText } from '../../../src/reading/cell-value.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject, useStores } from '../../stores/stores.ts';
import { AnotherValue } from './another-value.tsx';
import { authorText, linkText, sourcesOf, subjectText, twinText, valueText } from './conflict-words.ts';
import styles from './conflicts.module.css';
import type { Settle } from './settle.ts';
import { TextSides } from './text-sides.tsx';

const Authors = observer(({ side }: { readonly side: ConflictSide }) => {
  const { app } = useStores();
  const texts = useTexts();
  return (
    <span className={parts.faint}>
      {side.authors.map((author) => authorText(author, app.env.nowMs(), texts)).join('; ')}
    </span>
  );
});

/** What one side is and how it is chosen, in words. */
const useSideWords = (conflict: OpenConflict) => {
  const texts = useTexts();
  const sources = sourcesOf(useProject(), texts);
  const { textOf } = texts;
  const { kind } = conflict;
  return (side: ConflictSide): { readonly what: string; readonly button: string; readonly ariaLabel?: string } => {
    const subject = conflict.taskLabel || conflict.label;
    if (side.decision.do === 'set') {
      const what = valueText(conflict, side.value, sources, texts);
      const id = kind === 'value' ? 'keep' : 'place';
      return { what, button: textOf('conflicts', id), ariaLabel: textOf('conflicts', `${id}Of`, { what }) };
    }
    if (kind === 'link-cycle') {
      const what = linkText(side.value as string, sources, texts);
      const button = textOf('conflicts', 'removeLink');
      return { what, button, ariaLabel: `${button}: ${what}` };
    }
    if (side.decision.do === 'both') {
      const button = textOf('conflicts', 'both');
      return { what: textOf('conflicts', 'bothRows'), button, ariaLabel: `${button}: ${subject}` };
    }
    if (side.decision.do === 'one') {
      const what = twinText(conflict, side.decision.id, sources, texts);
      const button = textOf('conflicts', 'one');
      return { what, button, ariaLabel: `${button}: ${what}` };
    }
    if (side.decision.do === 'keep') {
      const cells = side.cells.map((cell) => textOf('fields', `${conflict.entity}.${cell}`)).join(', ');
      const edited = cells ? textOf('conflicts', 'edited', { cells }) : textOf('conflicts', 'editedRow');
      const count = side.decision.rows?.length ?? 0;
      const button = count > 0 ? textOf('conflicts', 'restoreWith', { count }) : textOf('conflicts', 'restore');
      const what = kind === 'kept-parent' ? textOf('conflicts', 'keptRow') : edited;
      return { what, button, ariaLabel: `${button}: ${subject}` };
    }
    const button = textOf('conflicts', conflict.entity === 'task' ? 'deleteBranch' : 'delete');
    return { what: textOf('conflicts', 'deletedRow'), button, ariaLabel: `${button}: ${subject}` };
  };
};

/** Which side the plan goes by until somebody decides; of links, which one it leaves out. */
const SideMark = ({ conflict: { kind }, side }: { readonly conflict: OpenConflict; readonly side: ConflictSide }) => {
  const { textOf } = useTexts();
  if (kind === 'link-cycle') return side.isShown ? null : <Chip tone="warning">{textOf('conflicts', 'left')}</Chip>;
  return side.isShown ? <Chip tone="accent">{textOf('conflicts', 'shown')}</Chip> : null;
};

const Sides = observer(({ conflict, settle }: { readonly conflict: OpenConflict; readonly settle: Settle }) => {
  const wordsOf = useSideWords(conflict);
  return (
    <ul className={styles.sides}>
      {conflict.sides.map((side) => {
        const { what, button, ariaLabel } = wordsOf(side);
        return (
          <li key={JSON.stringify(side.decision)} className={styles.side}>
            <span className={styles.what}>
              <span className={styles.value}>{what}</span> <SideMark conflict={conflict} side={side} />{' '}
              <Authors side={side} />
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={ariaLabel}
              onClick={() => void settle(side.decision)}
            >
              {button}
            </Button>
          </li>
        );
      })}
    </ul>
  );
});

/** One conflict: what it is about, how it was before, what each has done, and the ways out. */
export const ConflictCard = observer(
  ({
    conflict,
    onSettle,
    onLater,
  }: {
    readonly conflict: OpenConflict;
    readonly onSettle: Settle;
    readonly onLater: () => void;
  }) => {
    const texts = useTexts();
    const { textOf, errorText } = texts;
    const session = useProject();
    const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
    const { kind, entity, cell, base } = conflict;
    const settle: Settle = async (decision) => {
      const found = await onSettle(decision);
      setProblem(found);
      return found;
    };
    const subject = subjectText(conflict, texts);
    const isText = kind === 'value' && isRunningText(entity, cell!);
    return (
      <section className={parts.card} tabIndex={-1} data-conflict={conflict.id} aria-label={subject}>
        <h3 className={parts.cardTitle}>
          {subject} <Chip tone="warning">{textOf('exchange', `conflict.${kind}`)}</Chip>
        </h3>
        <p className={parts.faint}>{textOf('conflicts', `explain.${kind}`)}</p>
        {base !== null && !isText && (
          <p>
            <span className={parts.faint}>{textOf('conflicts', 'before')}:</span>{' '}
            {valueText(conflict, base.value, sourcesOf(session, texts), texts)}
          </p>
        )}
        {isText ? <TextSides conflict={conflict} settle={settle} /> : <Sides conflict={conflict} settle={settle} />}
        <div className={styles.ways}>
          {kind === 'value' && !isText && <AnotherValue conflict={conflict} settle={settle} subject={subject} />}
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={textOf('conflicts', 'laterOf', { what: subject })}
            onClick={onLater}
          >
            {textOf('conflicts', 'later')}
          </Button>
        </div>
        {problem !== null && (
          <p className={parts.fieldError} role="alert">
            {errorText(problem)}
          </p>
        )}
      </section>
    );
  },
);
