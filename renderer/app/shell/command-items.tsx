import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { Fragment } from 'react';
import type { UiCommand } from '../../stores/command-registry.ts';
import { useTexts } from '../i18n/texts.ts';
import { shortcutText } from '../shortcuts.ts';
import styles from './command-items.module.css';

const CommandItem = observer(({ command }: { readonly command: UiCommand }) => {
  const { language, commandTitle } = useTexts();
  const checked = command.checked?.();
  const keys = command.shortcuts[0];
  return (
    <Menu.Item
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

/** Menu items of commands in groups with lines between, for the main menu and every context menu. */
export const CommandItems = ({ groups }: { readonly groups: readonly (readonly UiCommand[])[] }) =>
  groups.map((group, at) => (
    <Fragment key={group[0]?.id}>
      {at > 0 && <Menu.Divider />}
      {group.map((command) => (
        <CommandItem key={command.id} command={command} />
      ))}
    </Fragment>
  ));
