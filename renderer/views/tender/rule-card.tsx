import { CloseButton } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useRef } from 'react';
import { effectiveRule } from '../../../src/tender/rule.ts';
import { type ExplainedPlace, explainRule } from '../../../src/tender/rule-explanation.ts';
import { ruleOf } from '../../../src/tender/rules.ts';
import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import { tenderViewOf } from './tender-view-store.ts';
import { useViewText } from './use-tender.ts';

const Places = ({ places }: { readonly places: readonly ExplainedPlace[] }) => (
  <ul className={styles.placesList}>
    {places.map(({ text, evidenceText, needsLawyer }) => (
      <li key={text}>
        {text}
        {!needsLawyer && <span className={parts.faint}> · {evidenceText}</span>}
      </li>
    ))}
  </ul>
);

/** A rule in plain words, with how its period is counted in this tender, what changes it, and where it is written. */
export const RuleCard = observer(({ of, ruleId }: { readonly of: TenderOfPlan; readonly ruleId: string }) => {
  const view = tenderViewOf(useProject());
  const ruleWords = useTenderWords();
  const { t } = useTexts();
  const v = useViewText();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever asked for the rule reads on here, with eyes and with a screen reader.
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [ruleId]);
  const rule = ruleOf(ruleId);
  if (!rule) return null;
  const told = explainRule(ruleWords, effectiveRule(rule, of.settings, of.pinCounts), of.settings.procedure);
  const applied = told.variations.filter((each) => each.applied);
  const others = told.variations.filter((each) => !each.applied);
  return (
    <section ref={card} className={styles.ruleCard} aria-label={told.title} tabIndex={-1}>
      <div className={styles.ruleHead}>
        <h2 className={parts.cardTitle}>{told.title}</h2>
        <CloseButton size="sm" aria-label={t('action.close')} onClick={() => view.explain(null)} />
      </div>
      {told.needsLawyer && (
        <div className={styles.confirm}>
          <Chip tone="warning">{v('confirm')}</Chip>
        </div>
      )}
      {told.period !== null && <p className={styles.period}>{told.period}</p>}
      <p>{told.plain}</p>
      <h3 className={styles.ruleSub}>{v('rule.inPlan')}</h3>
      <p>{told.inPlan}</p>
      {applied.length > 0 && (
        <>
          <h3 className={styles.ruleSub}>{v('rule.applied')}</h3>
          {applied.map((each) => (
            <div key={each.id}>
              <p>{each.text}</p>
              <Places places={each.places} />
            </div>
          ))}
        </>
      )}
      {others.length > 0 && (
        <>
          <h3 className={styles.ruleSub}>{v('rule.others')}</h3>
          <ul className={styles.why}>
            {others.map((each) => (
              <li key={each.id}>{each.text}</li>
            ))}
          </ul>
        </>
      )}
      <h3 className={styles.ruleSub}>{v('rule.places')}</h3>
      <Places places={told.places} />
      {told.doubt !== null && (
        <>
          <h3 className={styles.ruleSub}>{v('rule.doubt')}</h3>
          <p>{told.doubt}</p>
        </>
      )}
      <p className={parts.faint}>{v('table.noAdvice')}</p>
    </section>
  );
});
