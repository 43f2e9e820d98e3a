import { Button, Modal } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { ListReport } from '../../../src/commitment/answer-list.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import styles from './commitments.module.css';

const TONES = { changed: 'ok', same: undefined, fault: 'error' } as const;

/** What a list that came back would change, line by line. While a line is at fault nothing can be taken over. */
export const ListDialog = observer(
  ({
    name,
    report,
    note,
    onTake,
    onClose,
  }: {
    readonly name: string;
    readonly report: ListReport;
    readonly note: string | null;
    readonly onTake: () => void;
    readonly onClose: () => void;
  }) => {
    const { textOf, t } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const { lines, faults, answers } = report;
    const sorted = [...lines].sort((a, b) => Number(b.outcome === 'fault') - Number(a.outcome === 'fault'));
    return (
      <Modal
        opened
        onClose={onClose}
        title={c('list.title', { name })}
        size={720}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <p>
          {faults > 0
            ? c('list.hasFaults', { count: faults })
            : answers.length === 0
              ? c('list.nothing')
              : c('list.ready', { count: answers.length })}
        </p>
        {note && <p className={styles.hint}>{note}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
        <div className={styles.listLines} tabIndex={0} role="region" aria-label={c('list.lines')}>
          <table className={`${parts.table} ${parts.quiet}`}>
            <thead>
              <tr>
                <th scope="col" className={parts.number}>
                  {c('list.line')}
                </th>
                <th scope="col">{c('column.name')}</th>
                <th scope="col">{c('list.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ line, name: who, outcome, fault }) => (
                <tr key={line}>
                  <td className={parts.number}>{line}</td>
                  <td>{who}</td>
                  <td>
                    <Chip tone={TONES[outcome]}>{c(`list.outcome.${outcome}`)}</Chip>{' '}
                    {fault && c(`list.${fault.id}`, fault.params)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className={styles.dialogButtons}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button data-autofocus disabled={faults > 0 || answers.length === 0} onClick={onTake}>
            {c('list.take')}
          </Button>
        </div>
      </Modal>
    );
  },
);
