import { Kbd } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { shortcutText } from '../shortcuts.ts';
import styles from './shortcut-list.module.css';

/** Keys of the grid, which act on the cell with the focus rather than on the selection and so are no commands. */
const GRID_KEYS = [
  ['ArrowUp ArrowDown ArrowLeft ArrowRight', 'keys.move'],
  ['Enter', 'keys.enter'],
  ['Tab', 'keys.tab'],
  ['Escape', 'keys.escape'],
  ['Shift+ArrowDown', 'keys.extend'],
] as const;

/** Every key there is, from the same list as the menus. */
export const ShortcutList = observer(() => {
  const { commands } = useStores();
  const { t, language, commandTitle } = useTexts();
  const groups = [
    ['keys.plan', commands.list.filter((command) => command.planKeys || command.nativeKeys)],
    ['keys.window', commands.list.filter((command) => !command.planKeys && !command.nativeKeys)],
  ] as const;
  return (
    <DialogFrame title={commandTitle('app.shortcuts')} size={760}>
      <div className={styles.columns}>
        {groups.map(([heading, list]) => (
          <section key={heading}>
            <h3 className={styles.heading}>{t(heading)}</h3>
            <dl className={styles.list}>
              {heading === 'keys.plan' &&
                GRID_KEYS.map(([keys, label]) => (
                  <div key={keys} className={styles.row}>
                    <dt>{t(label)}</dt>
                    <dd>
                      {keys.split(' ').map((key) => (
                        <Kbd key={key} size="xs">
                          {shortcutText(key, language)}
                        </Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              {list
                .filter((command) => command.shortcuts.length > 0)
                .map((command) => (
                  <div key={command.id} className={styles.row}>
                    <dt>{commandTitle(command.id)}</dt>
                    <dd>
                      <Kbd size="xs">{shortcutText(command.shortcuts[0]!, language)}</Kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogFrame>
  );
});
