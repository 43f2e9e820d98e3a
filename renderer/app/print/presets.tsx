import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { type KeyboardEvent, useRef, useState } from 'react';
import { LONGEST_PRESET_NAME, OWN, PRESETS } from '../../../src/report/print-settings.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './print.module.css';
import type { PrintStore } from './print-store.ts';

/** Setups of the product and of one's own: chosen, kept under a name, removed. */
export const Presets = observer(({ store }: { readonly store: PrintStore }) => {
  const { t, textOf } = useTexts();
  const [name, setName] = useState<string | null>(null);
  const selectRef = useRef<HTMLInputElement>(null);
  const p = (id: string, params?: Readonly<Record<string, string>>): string => textOf('print', id, params);
  const { preset, presets } = store;
  const product = PRESETS.map(({ id }) => ({ value: id, label: p(`preset.${id}`) }));
  const own = presets.map((each) => ({ value: `${OWN}${each.name}`, label: each.name }));
  const chosen = own.find(({ value }) => value === preset);
  const back = (): void => {
    setName(null);
    selectRef.current?.focus();
  };
  const keep = async (): Promise<void> => {
    const wanted = name?.trim() ?? '';
    if (wanted === '') return;
    await store.savePreset(wanted);
    back();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Enter keeps the setup and prints nothing; Escape leaves the name and not the dialog.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') void keep();
    else back();
  };
  return (
    <>
      <div className={styles.presets}>
        <Select
          ref={selectRef}
          size="xs"
          label={p('preset')}
          placeholder={p('preset.own')}
          data={
            own.length > 0
              ? [
                  { group: p('preset.mine'), items: own },
                  { group: p('preset.product'), items: product },
                ]
              : product
          }
          value={preset}
          onChange={(value) => value && store.choosePreset(value)}
        />
        <Tooltip label={p('preset.save')}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={p('preset.save')}
            aria-expanded={name !== null}
            onClick={() => setName(chosen?.label ?? '')}
          >
            <IconDeviceFloppy size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {chosen && (
          <Tooltip label={p('preset.remove', { name: chosen.label })}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={p('preset.remove', { name: chosen.label })}
              onClick={() => void store.removePreset(chosen.value).then(back)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {name !== null && (
        <div className={styles.presets}>
          <TextInput
            size="xs"
            label={p('preset.name')}
            maxLength={LONGEST_PRESET_NAME}
            ref={(input) => input?.focus()}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={onKey}
          />
          <Button size="xs" disabled={name.trim() === ''} onClick={() => void keep()}>
            {p('preset.keep')}
          </Button>
          <Button size="xs" variant="subtle" onClick={back}>
            {t('action.cancel')}
          </Button>
        </div>
      )}
    </>
  );
});
