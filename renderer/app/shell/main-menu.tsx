import { ActionIcon, Menu } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { Surface } from '../../../src/model/menus.ts';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './command-items.module.css';
import { CommandItems } from './command-items.tsx';

const MENUS: readonly Surface[] = ['menu-file', 'menu-edit', 'menu-insert', 'menu-task', 'menu-view', 'menu-go'];

/** The menu bar folded into one button, for hosts that have no menu bar of their own. */
export const MainMenu = observer(() => {
  const { commands } = useStores();
  const { t } = useTexts();
  return (
    <Menu position="bottom-start" width={250} shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('menu.label')}>
          <IconMenu2 size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {MENUS.map((surface) => (
          <Menu.Sub key={surface} position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t(`${surface as 'menu-file'}`)}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className={styles.dropdown}>
              <CommandItems groups={commands.on(surface)} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
