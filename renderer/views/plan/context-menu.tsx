import { Menu } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import menuStyles from '../../app/shell/command-items.module.css';
import { CommandItems } from '../../app/shell/command-items.tsx';
import { useStores } from '../../stores/stores.ts';
import styles from './plan-view.module.css';

/** Near an edge of the window the menu moves until it stands whole, over the place that was pointed at. */
const STAYS_WHOLE = { flip: false, shift: { crossAxis: true, padding: 8 } };

/** Pixels of the window. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly at: MenuPlace;
  readonly commands: 'context' | 'context-column';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** It is off the screen. */
  readonly onGone: () => void;
}

/** What can be done with the selected rows, or with the column, where the pointer or the active cell is. */
export const ContextMenu = observer(({ at, commands: name, isOpen, onClose, onGone }: Props) => {
  const { commands } = useStores();
  const { textOf } = useTexts();
  return (
    <Menu
      opened={isOpen}
      onChange={(opened) => !opened && onClose()}
      onExitTransitionEnd={onGone}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      middlewares={STAYS_WHOLE}
    >
      <Menu.Target>
        <span
          role="button"
          aria-label={textOf('plan', 'menu.label')}
          className={styles.contextAnchor}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown className={menuStyles.dropdown}>
        <CommandItems groups={commands.on(name)} />
      </Menu.Dropdown>
    </Menu>
  );
});
