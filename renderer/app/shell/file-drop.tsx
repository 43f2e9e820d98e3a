import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import { expectFile, takeFile } from '../../stores/import-flow.ts';
import { useStores } from '../../stores/stores.ts';
import styles from '../../views/exchange/exchange.module.css';
import { useTexts } from '../i18n/texts.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on the window, and says so while one is held over it. */
export const FileDrop = observer(() => {
  const { app } = useStores();
  const { textOf } = useTexts();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (isOver) expectFile(app);
  }, [app, isOver]);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Leaving an element for another one of the window says where to; leaving the window does not.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      const [file] = event.dataTransfer!.files;
      if (file !== undefined && app.busy === null) void takeFile(app, file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [app]);
  return isOver ? <div className={styles.drop}>{textOf('exchange', 'drop')}</div> : null;
});
