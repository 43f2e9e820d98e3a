import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import parts from '../../app/parts/parts.module.css';
import { TENDER_PRESETS } from '../../stores/app-store.ts';
import { useStores } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import { useViewText } from './use-tender.ts';

/** What a tender gives a plan, and the ways to begin one. */
export const EmptyTenders = observer(() => {
  const { app } = useStores();
  const v = useViewText();
  return (
    <div className={styles.empty}>
      <p>{v('empty.text')}</p>
      <div className={styles.presets}>
        {TENDER_PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            className={styles.preset}
            onClick={() => app.openDialog({ kind: 'new-tender', preset })}
          >
            <span className={styles.presetTitle}>{v(`preset.${preset}`)}</span>
            <span className={parts.faint}>{v(`preset.${preset}.text`)}</span>
          </button>
        ))}
      </div>
      <Button
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => app.openDialog({ kind: 'new-tender', preset: null })}
      >
        {v('bar.new')}
      </Button>
    </div>
  );
});
