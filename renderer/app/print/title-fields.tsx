import { Button, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { DOCUMENT_STATUSES } from '../../../src/model/schema.ts';
import { logoOfCell } from '../../../src/report/logo.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { CommitField } from '../parts/commit-field.tsx';
import { useCommit } from '../parts/use-commit.ts';
import styles from './print.module.css';

/** The logo on prints: chosen, looked at, taken out. */
const Logo = observer(() => {
  const { app } = useStores();
  const { plan } = useProject();
  const { textOf, errorText } = useTexts();
  const commit = useCommit();
  const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
  const [isReading, setReading] = useState(false);
  const logo = logoOfCell(plan.project?.logo ?? '');
  const choose = async (): Promise<void> => {
    const file = await app.bridge.pickFile('logo');
    if (!file) return;
    setReading(true);
    const read = await app.bridge.call('logo.read', { token: file.token });
    setReading(false);
    setProblem(read.ok ? await commit('project.update', { cells: { logo: read.value.logo } }) : read.error);
  };
  return (
    <div className={styles.logo}>
      {logo && <img src={`data:image/png;base64,${logo.png}`} alt={textOf('print', 'logo')} />}
      <Button size="xs" variant="default" loading={isReading} onClick={() => void choose()}>
        {textOf('print', logo ? 'logo.other' : 'logo.choose')}
      </Button>
      {logo && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => void commit('project.update', { cells: { logo: '' } }).then(setProblem)}
        >
          {textOf('print', 'logo.remove')}
        </Button>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {errorText(problem)}
        </p>
      )}
    </div>
  );
});

/** What the block of titles says of the plan as a paper. It is kept with the plan and can be undone, as everything in it. */
export const TitleFields = observer(() => {
  const { plan } = useProject();
  const { textOf } = useTexts();
  const commit = useCommit();
  const { project } = plan;
  if (!project) return null;
  const set = (cells: object) => commit('project.update', { cells });
  const field = (cell: string): string => textOf('fields', `project.${cell}`);
  return (
    <fieldset className={styles.group}>
      <legend>{textOf('print', 'title')}</legend>
      <div className={styles.pair}>
        <CommitField label={field('revision')} value={project.revision} onCommit={(revision) => set({ revision })} />
        <Select
          label={field('documentStatus')}
          data={DOCUMENT_STATUSES.map((value) => ({ value, label: field(`documentStatus.${value}`) }))}
          value={project.documentStatus}
          allowDeselect={false}
          onChange={(documentStatus) => documentStatus && void set({ documentStatus })}
        />
        <CommitField label={field('author')} value={project.author} onCommit={(author) => set({ author })} />
        <CommitField
          label={field('caseNumber')}
          value={project.caseNumber}
          onCommit={(caseNumber) => set({ caseNumber })}
        />
      </div>
      <Logo />
    </fieldset>
  );
});
