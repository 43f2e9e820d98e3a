import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { UiCommand } from '../../stores/command-registry.ts';
import { useTexts } from '../i18n/texts.ts';
import { shortcutText } from '../shortcuts.ts';
import styles from './command-items.module.css';

/** Menu items of commands, for the main menu and every context menu. */
export const CommandItems = observer(({ commands }: { readonly commands: readonly UiCommand[] }) => {
  const { language, commandTitle } = useTexts();
  return commands.map((command) => {
    const checked = command.checked?.();
    const keys = command.shortcuts[0];
    return (
      <Menu.Item
        key={command.id}
        disabled={!command.enabled()}
        onClick={command.run}
        role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
        aria-checked={checked}
        leftSection={<span className={styles.mark}>{checked && <IconCheck size={14} aria-hidden />}</span>}
        rightSection={keys && <span className={styles.keys}>{shortcutText(keys, language)}</span>}
        data-command={command.id}
      >
        {commandTitle(command.id)}
      </Menu.Item>
    );
  });
});
