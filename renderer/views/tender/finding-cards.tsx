import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { eventKey } from '../../../src/tender/event.ts';
import type { Correction, TenderFinding } from '../../../src/tender/finding.ts';
import { commandFor, settlementFor, type TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { citationText, eventText, findingText, reasonText } from '../../../src/tender/wording.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import { tenderViewOf } from './tender-view-store.ts';
import { useViewText } from './use-tender.ts';

const clock = (minute: number, language: 'da' | 'en'): string => {
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;
  return language === 'da' ? `kl. ${time}` : time.replace('.', ':');
};

/** Carries a correction out; says which date it would give. */
const CorrectionButton = observer(
  ({
    of,
    correction,
    finding,
  }: {
    readonly of: TenderOfPlan;
    readonly correction: Correction;
    readonly finding: TenderFinding;
  }) => {
    const project = useProject();
    const { words } = useTenderWords();
    const { language } = useTexts();
    const v = useViewText();
    const { id, round, day, timeMin } = correction;
    const isOther = id !== finding.eventId || round !== finding.round;
    const date = [dayText(day, language, 'weekday'), timeMin === null ? '' : clock(timeMin, language)]
      .filter((part) => part !== '')
      .join(' ');
    const event = eventText(words, id, round, of.settings.procedure);
    const correct = (): void => {
      const { commandId, input } = commandFor(of.tender.id, correction);
      void project.carryOut(commandId, input);
    };
    return (
      <Button variant="default" size="compact-sm" onClick={correct}>
        {isOther ? v('correct.other', { event, date }) : v('correct', { date })}
      </Button>
    );
  },
);

/** Changes the assumption that a finding is about, where a single change settles it. */
const SettlementButton = observer(({ of, finding }: { readonly of: TenderOfPlan; readonly finding: TenderFinding }) => {
  const project = useProject();
  const v = useViewText();
  const settlement = settlementFor(of.tender, finding);
  if (settlement === null) return null;
  return (
    <div className={styles.corrections}>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => void project.carryOut(settlement.commandId, settlement.input)}
      >
        {v(`settle.${finding.id}`, finding.params)}
      </Button>
    </div>
  );
});

/** What a finding says, where it is written, how the date is counted, and what would settle it. */
export const FindingCard = observer(
  ({
    of,
    finding,
    inPanel = false,
  }: {
    readonly of: TenderOfPlan;
    readonly finding: TenderFinding;
    /** Beside the task itself: its title leads nowhere, and its rule is explained in the tender. */
    readonly inPanel?: boolean;
  }) => {
    const { app } = useStores();
    const view = tenderViewOf(useProject());
    const { words } = useTenderWords();
    const v = useViewText();
    const [isOpen, setOpen] = useState(false);
    const { title, text } = findingText(words, finding, of.settings.procedure);
    const { ruleId, eventId, round, citations, why, corrections, severity } = finding;
    const explain = (rule: string): void => {
      view.choose(of.tender.id);
      view.explain(rule);
      if (inPanel) app.show('tender');
    };
    const heading =
      !inPanel && eventId !== null ? (
        <button
          type="button"
          className={styles.findingTitle}
          onClick={() => view.show(of.tender.id, eventKey({ id: eventId, round }))}
        >
          {title}
        </button>
      ) : (
        title
      );
    return (
      <Card tone={severity === 'info' ? undefined : severity} title={heading}>
        <p>{text}</p>
        {citations.length > 0 && ruleId !== null && (
          <p className={styles.places}>
            <button type="button" className={styles.placeLink} onClick={() => explain(ruleId)}>
              {citations.map((citation) => citationText(words, citation)).join(' · ')}
            </button>
          </p>
        )}
        {why.length > 0 && (
          <>
            <button type="button" className={styles.placeLink} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {v(isOpen ? 'why.hide' : 'why.show')}
            </button>
            {isOpen && (
              <ul className={styles.why}>
                {why.map((reason, at) => (
                  <li key={at}>{reasonText(words, reason)}</li>
                ))}
              </ul>
            )}
          </>
        )}
        <SettlementButton of={of} finding={finding} />
        {of.source === 'plan' && corrections.length > 0 && (
          <div className={styles.corrections}>
            {corrections.map((correction) => (
              <CorrectionButton
                key={`${eventKey(correction)} ${correction.day} ${correction.timeMin}`}
                of={of}
                correction={correction}
                finding={finding}
              />
            ))}
          </div>
        )}
      </Card>
    );
  },
);

/** All findings of a tender, errors first. */
export const FindingCards = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const v = useViewText();
  const { findings, rows } = of;
  if (findings.length === 0 && rows.length > 0)
    return (
      <Card tone="ok" title={v('findings.none.title')}>
        <p>{v('findings.none')}</p>
      </Card>
    );
  return (
    <>
      {findings.map((finding) => (
        <FindingCard
          key={`${finding.id} ${finding.eventId} ${finding.round} ${finding.ruleId} ${finding.day}`}
          of={of}
          finding={finding}
        />
      ))}
      <p className={parts.faint}>{v('table.noAdvice')}</p>
    </>
  );
});
