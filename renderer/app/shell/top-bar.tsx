import { Button, Kbd } from '@mantine/core';
import { IconPlus, IconPrinter, IconSearch } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { shortcutText } from '../shortcuts.ts';
import { BrandMark } from './brand-mark.tsx';
import { MainMenu } from './main-menu.tsx';
import styles from './shell.module.css';

/** Where the person is: product, portfolio, project. */
const Path = observer(() => {
  const { app } = useStores();
  const { t } = useTexts();
  const project = app.project?.plan.project;
  return (
    <nav className={styles.pathNav} aria-label={t('path.label')}>
      <ol className={styles.path}>
        <li>
          <span aria-hidden>›</span>
          <button type="button" className={styles.pathLink} onClick={() => app.show('projects')}>
            {t('path.portfolio')}
          </button>
        </li>
        {project && (
          <li>
            <span aria-hidden>›</span>
            <span className={styles.here} title={project.name}>
              {project.name || t('project.unnamed')}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
});

/** Product, path, search, and the main actions. */
export const TopBar = observer(() => {
  const { app, commands } = useStores();
  const { t, language, commandTitle } = useTexts();
  const palette = commands.get('app.palette')!;
  return (
    <header className={styles.top}>
      {/* A host that asks for commands has a menu bar of its own. */}
      {!app.bridge.onMenuCommand && <MainMenu />}
      <div className={styles.brand}>
        <BrandMark className={styles.mark} />
        <span className={styles.brandName}>Udbudsplan</span>
      </div>
      <Path />
      <div className={styles.spacer} />
      <button type="button" className={styles.search} onClick={palette.run} aria-haspopup="dialog">
        <IconSearch size={14} aria-hidden />
        <span className={styles.searchText}>{t('search.placeholder')}</span>
        <Kbd size="xs" className={styles.searchKeys} aria-hidden>
          {shortcutText(palette.shortcuts[0]!, language)}
        </Kbd>
      </button>
      {app.project && (
        <>
          <Button
            className={styles.action}
            variant="default"
            leftSection={<IconPrinter size={15} aria-hidden />}
            onClick={() => commands.run('app.print')}
          >
            {t('top.print')}
          </Button>
          <Button
            className={styles.action}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => commands.run('task.add')}
            aria-label={commandTitle('task.add')}
          >
            {t('top.task')}
          </Button>
        </>
      )}
    </header>
  );
});
