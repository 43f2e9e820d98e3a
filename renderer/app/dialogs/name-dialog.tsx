import { Button, Group, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import styles from './dialogs.module.css';

/** Asks for one name and does something with it; stays open and says why when it cannot. */
export const NameDialog = observer(
  ({
    title,
    hint,
    suggested,
    submit,
    onName,
  }: {
    readonly title: string;
    readonly hint: string;
    readonly suggested: string;
    readonly submit: string;
    readonly onName: (name: string) => Promise<Pick<CallError, 'id' | 'params'> | null>;
  }) => {
    const { app } = useStores();
    const { t, errorText } = useTexts();
    const [name, setName] = useState(suggested);
    const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
    const carryOut = async (event: FormEvent): Promise<void> => {
      event.preventDefault();
      const refused = await onName(name.trim());
      if (refused) setProblem(refused);
      else app.closeDialog();
    };
    return (
      <DialogFrame title={title} size={460}>
        <form className={styles.form} onSubmit={(event) => void carryOut(event)}>
          <TextInput
            label={t('field.name')}
            description={hint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data-autofocus
            maxLength={500}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem ? errorText(problem) : undefined}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => app.closeDialog()}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''}>
              {submit}
            </Button>
          </Group>
        </form>
      </DialogFrame>
    );
  },
);
