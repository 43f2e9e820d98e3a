import { Button, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallInput } from '../../../src/api.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';

/** A folder as it is chosen: in the system's dialog, or typed where a browser knows none. */
export type FolderAt = CallInput<'folder.find'>['at'];

/** Asks for a folder. */
export const FolderPlace = observer(
  ({
    action,
    path: known = '',
    onChosen,
  }: {
    /** What the button says where a path is typed. */
    readonly action: string;
    readonly path?: string;
    readonly onChosen: (at: FolderAt) => void;
  }) => {
    const { app } = useStores();
    const { textOf } = useTexts();
    const [path, setPath] = useState(known);
    if (app.state?.host === 'electron') {
      const pick = async (): Promise<void> => {
        const folder = await app.bridge.pickFile('folder');
        if (folder) onChosen({ token: folder.token });
      };
      return (
        <Button variant="default" onClick={() => void pick()}>
          {textOf('exchange', known === '' ? 'folder.pick' : 'folder.change')}
        </Button>
      );
    }
    const submit = (event: FormEvent): void => {
      event.preventDefault();
      if (path.trim() !== '') onChosen({ path: path.trim() });
    };
    return (
      <form className={styles.place} onSubmit={submit}>
        <TextInput
          className={styles.path}
          label={textOf('exchange', 'folder.path')}
          value={path}
          spellCheck={false}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={path.trim() === '' || path.trim() === known}>
          {action}
        </Button>
      </form>
    );
  },
);
