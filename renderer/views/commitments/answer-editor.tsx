import { Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { RefObject } from 'react';
import { bindingOf } from '../../../src/commitment/binding.ts';
import type { Answer } from '../../../src/commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../../../src/commitment/status.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import { type Commitment, defaultCells } from '../../../src/model/row.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField, type CommitResult } from '../../app/parts/commit-field.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import { SideEditor } from '../municipalities/map-view.tsx';
import { CommitmentHistory } from './commitment-history.tsx';
import type { CommitmentsStore } from './commitments-store.ts';

const DAYS = ['expectedDay', 'remindedDay', 'desiredGoLiveDay', 'agreedGoLiveDay'] as const;
const TEXTS = ['signatory', 'remark'] as const;

type AnswerCells = Partial<Omit<Commitment, 'id'>>;

const blank = defaultCells('commitment');

/** What all chosen answers have in common; undefined where they differ. */
const shared = <K extends keyof typeof blank>(answers: readonly Answer[], cell: K): (typeof blank)[K] | undefined => {
  const values = answers.map(({ commitment }) => commitment?.[cell] ?? blank[cell]);
  const [first] = values;
  return values.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
};

interface EditorProps {
  readonly store: CommitmentsStore;
  readonly answers: readonly Answer[];
  readonly statusField: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

/** The answer of those who are chosen: one field, one step of undo, however many they are. */
export const AnswerEditor = observer(({ store, answers, statusField, onClose }: EditorProps) => {
  const project = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const c = (key: string, params = {}): string => textOf('commitment', key, params);
  const participantIds = answers.map(({ participant }) => participant.id);
  const set = (cells: AnswerCells): Promise<CommitResult> =>
    commit('commitment.set', { roundId: store.roundId, moduleId: store.moduleId, participantIds, cells });
  const [only] = answers.length === 1 ? answers : [];
  const { standing } = store;
  const bound = only && standing ? bindingOf(project.plan.asPlan(), standing, only) : null;
  const answer = shared(answers, 'answer');
  const status = answers.every((one) => one.status === answers[0]!.status) ? answers[0]!.status : null;
  const inhabitants = answers.reduce((sum, one) => sum + one.inhabitants, 0);
  const differs = c('editor.differs');
  const frozen = only?.isFrozen
    ? c('editor.frozen', { year: only.populationYear ?? '', day: dayText(only.joinedDay, language) })
    : null;
  return (
    <SideEditor
      name={c('editor.name')}
      title={only ? only.participant.name : c('editor.many', { count: answers.length })}
      note={[
        c('inhabitants', { count: inhabitants, shown: numberText(inhabitants, language) }),
        only?.isLate && c('editor.late'),
        frozen,
        bound && c('editor.bound', { from: dayText(bound.fromDay, language), to: dayText(bound.toDay, language) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      onClose={onClose}
      fieldsKey={participantIds.join()}
      fields={
        <>
          <Select
            ref={statusField}
            label={textOf('fields', 'commitment.answer.status')}
            placeholder={differs}
            allowDeselect={false}
            data={STATUSES_IN_LEGEND.map((one) => ({
              value: one,
              label: textOf('fields', `commitment.answer.status.${one}`),
            }))}
            value={status}
            onChange={(value) => {
              if (value !== null) void set({ answer: { status: value as CommitmentStatus, day: null } });
            }}
          />
          <DayField
            label={textOf('fields', 'commitment.answer.day')}
            placeholder={answer === undefined ? differs : undefined}
            disabled={status === null || status === 'not-asked'}
            day={answer?.day ?? null}
            onDay={(day) => set({ answer: { status: status!, day } })}
          />
          {DAYS.map((cell) => (
            <DayField
              key={cell}
              label={textOf('fields', `commitment.${cell}`)}
              placeholder={shared(answers, cell) === undefined ? differs : undefined}
              day={shared(answers, cell) ?? null}
              onDay={(day) => set({ [cell]: day })}
            />
          ))}
          {TEXTS.map((cell) => (
            <CommitField
              key={cell}
              label={textOf('fields', `commitment.${cell}`)}
              placeholder={shared(answers, cell) === undefined ? differs : undefined}
              multiline={cell === 'remark'}
              value={shared(answers, cell) ?? ''}
              onCommit={(text) => set({ [cell]: text })}
            />
          ))}
        </>
      }
    >
      {only?.commitment && <CommitmentHistory commitmentId={only.commitment.id} />}
    </SideEditor>
  );
});
