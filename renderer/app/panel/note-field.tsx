import { observer } from 'mobx-react-lite';
import { noteAbout } from '../../../src/model/notes.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import { CommitField } from '../parts/commit-field.tsx';

/** The note of a task or another thing of the plan. */
export const NoteField = observer(({ entity, id }: { readonly entity: string; readonly id: string }) => {
  const { plan } = useProject();
  const { t } = useTexts();
  const write = async (text: string) => {
    const answer = await plan.run('note.write', { entity, id, text });
    return answer.ok ? null : answer.error;
  };
  return (
    <Card title={t('panel.note')}>
      <CommitField
        multiline
        ariaLabel={t('panel.note')}
        placeholder={t('panel.notePlaceholder')}
        value={noteAbout(plan.asPlan(), entity, id)}
        onCommit={write}
      />
    </Card>
  );
});
