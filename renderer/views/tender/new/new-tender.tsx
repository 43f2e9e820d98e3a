import { Button, Checkbox, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { ROW_ID_BYTES, rowIdFrom } from '../../../../src/model/row-id.ts';
import { MOST_TENDER_ROUNDS, TENDER_ANCHORS, TENDER_TEMPLATES } from '../../../../src/model/tender-schema.ts';
import { checkTimetable } from '../../../../src/tender/check.ts';
import { estimateValue } from '../../../../src/tender/contract-value.ts';
import type { EventId } from '../../../../src/tender/event.ts';
import { WITH_ROUNDS } from '../../../../src/tender/procedure.ts';
import { lotValue, thresholdFor, thresholdTableOf } from '../../../../src/tender/tender-value.ts';
import { judgeValue } from '../../../../src/tender/thresholds.ts';
import type { Timetable } from '../../../../src/tender/timetable.ts';
import { eventText } from '../../../../src/tender/wording.ts';
import { formatDate } from '../../../../src/time/entry.ts';
import { dayText, moneyText } from '../../../app/i18n/formats.ts';
import { useTenderWords } from '../../../app/i18n/tender-words.ts';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import parts from '../../../app/parts/parts.module.css';
import type { TenderPreset } from '../../../stores/app-store.ts';
import { useProject, useStores } from '../../../stores/stores.ts';
import { tenderViewOf } from '../tender-view-store.ts';
import { useViewText } from '../use-tender.ts';
import { Verdict } from '../value-card.tsx';
import {
  type DraftField,
  draftCells,
  draftTimetable,
  emptyDraft,
  hasValue,
  type ReadDraft,
  readDraft,
  type TenderDraft,
} from './draft.ts';
import { GuideForm } from './guide-form.tsx';
import styles from './new-tender.module.css';

const STEPS = ['value', 'procedure', 'dates'] as const;
type Step = (typeof STEPS)[number];

interface StepProps {
  readonly draft: TenderDraft;
  readonly read: ReadDraft;
  readonly set: (change: Partial<TenderDraft>) => void;
}

/** A field of the draft; what cannot be read is answered below it while it is typed. */
const DraftText = ({
  draft,
  read,
  set,
  field,
  label,
  description,
  placeholder,
}: StepProps & {
  readonly field: DraftField;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
}) => {
  const { errorText } = useTexts();
  const problem = read.problems[field];
  return (
    <TextInput
      label={label}
      value={draft[field]}
      placeholder={placeholder}
      description={problem ? undefined : description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={problem && errorText(problem)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
};

/** Value and verdict of a draft, on the day on which its notice would be sent. */
const useVerdict = (draft: TenderDraft, read: ReadDraft) => {
  const { app } = useStores();
  const table = thresholdTableOf(useProject().plan.asPlan());
  const timetable = draftTimetable(draft, read);
  const notice = timetable?.ok
    ? timetable.value.events.find(({ id }) => id === 'notice' || id === 'invitation')
    : undefined;
  const noticeDay = notice?.day ?? app.env.todayDay();
  const estimate = estimateValue(
    [lotValue(read.lot)],
    draft.currency,
    {
      isWorks: draft.subject === 'works',
      noticeDay,
    },
    table,
  );
  const verdict = judgeValue(estimate.total, thresholdFor(draft), noticeDay, table);
  return { estimate, verdict, isKnown: hasValue(read) };
};

/** What is bought and for how much. */
const ValueStep = (props: StepProps) => {
  const { draft, read, set } = props;
  const { language } = useTexts();
  const v = useViewText();
  const { estimate, verdict, isKnown } = useVerdict(draft, read);
  return (
    <div className={styles.two}>
      <div className={styles.fields}>
        <TextInput
          label={v('settings.name')}
          data-autofocus
          maxLength={500}
          placeholder={v('new.name')}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={v('settings.subject')}
          data={['supplies-services', 'works', 'light', 'design'].map((value) => ({
            value,
            label: v(`subject.${value}`),
          }))}
          value={draft.subject}
          allowDeselect={false}
          onChange={(subject) => subject && set({ subject: subject as TenderDraft['subject'] })}
        />
        <Select
          label={v('settings.authority')}
          data={['sub-central', 'central'].map((value) => ({ value, label: v(`authority.${value}`) }))}
          value={draft.authority}
          allowDeselect={false}
          onChange={(authority) => authority && set({ authority: authority as TenderDraft['authority'] })}
        />
        <div className={styles.pair}>
          <SegmentedControl
            size="xs"
            aria-label={v('lot.kind')}
            data={[
              { value: 'total', label: v('lot.total') },
              { value: 'monthly', label: v('lot.monthly') },
            ]}
            value={draft.priceKind}
            onChange={(priceKind) => set({ priceKind: priceKind as TenderDraft['priceKind'] })}
          />
          <SegmentedControl
            size="xs"
            aria-label={v('settings.currency')}
            data={['DKK', 'EUR']}
            value={draft.currency}
            onChange={(currency) => set({ currency: currency as TenderDraft['currency'] })}
          />
        </div>
        <div className={styles.pair}>
          <DraftText
            {...props}
            field="amount"
            label={v(draft.priceKind === 'total' ? 'lot.amount' : 'lot.amountMonthly')}
            placeholder="0"
          />
          {draft.priceKind === 'monthly' ? (
            <DraftText {...props} field="months" label={v('lot.months')} placeholder={v('lot.noEnd')} />
          ) : (
            <DraftText {...props} field="payments" label={v('lot.payments')} placeholder="0" />
          )}
          <DraftText {...props} field="options" label={v('lot.options')} placeholder="0" />
          <DraftText {...props} field="renewals" label={v('lot.renewals')} placeholder="0" />
        </div>
      </div>
      <div className={styles.side}>
        {isKnown ? (
          <>
            <p className={styles.total}>
              {v('value.total')} <strong>{moneyText(estimate.total.minor, draft.currency, language)}</strong>
            </p>
            <Verdict verdict={verdict.verdict} why={[...verdict.why, ...estimate.why]} />
          </>
        ) : (
          <p className={parts.faint}>{v('new.noValue')}</p>
        )}
      </div>
    </div>
  );
};

const ProcedureStep = ({ draft, read, set }: StepProps) => {
  const { estimate, verdict, isKnown } = useVerdict(draft, read);
  return (
    <GuideForm
      subject={draft.subject}
      value={isKnown ? verdict.verdict : 'unknown'}
      valueOre={isKnown && draft.currency === 'DKK' ? estimate.total.minor : null}
      facts={draft.facts}
      procedure={draft.procedure}
      onFacts={(facts) => set({ facts })}
      onProcedure={(procedure) =>
        set({
          procedure,
          ...(WITH_ROUNDS.has(procedure) && draft.template !== 'minimum' ? { template: 'large-it' as const } : {}),
        })
      }
    />
  );
};

/** The dates that decide whether the plan is any good. */
const TOLD: ReadonlySet<EventId> = new Set([
  'mandate',
  'notice',
  'invitation',
  'requests-deadline',
  'tenders-deadline',
  'final-tenders-deadline',
  'award-notification',
  'standstill-end',
  'contract',
  'go-live',
]);

const Outlook = ({ timetable, today }: { readonly timetable: Timetable; readonly today: number }) => {
  const { words } = useTenderWords();
  const { t, language } = useTexts();
  const v = useViewText();
  const findings = checkTimetable(timetable.settings, timetable.events);
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const first = Math.min(...timetable.events.map(({ day, startDay }) => startDay ?? day));
  return (
    <>
      <table className={`${parts.table} ${styles.outlook}`}>
        <caption className="up-visually-hidden">{v('new.outlook')}</caption>
        <tbody>
          {timetable.events
            .filter(({ id }) => TOLD.has(id))
            .map(({ key, id, round, day }) => (
              <tr key={key}>
                <th scope="row">{eventText(words, id, round, timetable.settings.procedure)}</th>
                <td className={parts.number}>{dayText(day, language, 'weekday')}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p className={parts.faint}>
        {t('findings.errors', { count: count('error') })} · {t('findings.warnings', { count: count('warning') })}
      </p>
      {first < today && (
        <p className={styles.past} role="status">
          {v('new.past', { date: dayText(first, language, 'weekday') })}
        </p>
      )}
    </>
  );
};

/** From which date, by which durations, in how many rounds; and what that gives. */
const DatesStep = (props: StepProps) => {
  const { draft, read, set } = props;
  const { app } = useStores();
  const { words } = useTenderWords();
  const { textOf, language, errorText } = useTexts();
  const v = useViewText();
  const timetable = draftTimetable(draft, read);
  const problem = timetable !== null && !timetable.ok ? timetable.error : null;
  const named = (event: string | number | undefined): string => eventText(words, String(event) as EventId);
  return (
    <div className={styles.two}>
      <div className={styles.fields}>
        <Select
          label={v('settings.anchor')}
          data={TENDER_ANCHORS.map((value) => ({ value, label: v(`anchor.${value}`) }))}
          value={draft.anchor}
          allowDeselect={false}
          onChange={(anchor) => anchor && set({ anchor: anchor as TenderDraft['anchor'] })}
        />
        <DraftText
          {...props}
          field="day"
          label={v(`anchorDay.${draft.anchor}`)}
          placeholder={v('new.dayExample')}
          description={read.day === null ? undefined : formatDate(read.day, language, 'full')}
        />
        <Select
          label={v('settings.template')}
          data={TENDER_TEMPLATES.map((value) => ({ value, label: textOf('tender', `template.${value}`) }))}
          value={draft.template}
          allowDeselect={false}
          onChange={(template) => template && set({ template: template as TenderDraft['template'] })}
        />
        <div className={styles.pair}>
          {WITH_ROUNDS.has(draft.procedure) && (
            <DraftText
              {...props}
              field="rounds"
              label={v(draft.procedure === 'dialogue' ? 'settings.rounds.dialogue' : 'settings.rounds')}
              placeholder={`1-${MOST_TENDER_ROUNDS}`}
            />
          )}
          <DraftText {...props} field="questionRounds" label={v('settings.questionRounds')} />
          <DraftText {...props} field="buffer" label={v('settings.complaintBuffer')} />
        </div>
        <Checkbox
          size="xs"
          label={v('settings.boardApproval')}
          checked={draft.boardApproval}
          onChange={(event) => set({ boardApproval: event.currentTarget.checked })}
        />
      </div>
      <div className={styles.side} aria-live="polite">
        {timetable === null && <p className={parts.faint}>{v('new.noDate')}</p>}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {errorText({ id: problem.id, params: { ...problem.params, event: named(problem.params.event) } })}
          </p>
        )}
        {timetable?.ok && <Outlook timetable={timetable.value} today={app.env.todayDay()} />}
      </div>
    </div>
  );
};

/** A new tender: what is bought, which procedure, and from which date it is planned. Nothing is written before the last step. */
export const NewTender = observer(({ preset }: { readonly preset: TenderPreset | null }) => {
  const { app } = useStores();
  const project = useProject();
  const { t, textOf, language } = useTexts();
  const v = useViewText();
  const [draft, setDraft] = useState(() => emptyDraft(preset));
  const [step, setStep] = useState<Step>(preset === null ? 'value' : 'dates');
  const [isBusy, setBusy] = useState(false);
  const read = readDraft(draft, language, app.env.todayDay());
  const props: StepProps = { draft, read, set: (change) => setDraft((now) => ({ ...now, ...change })) };
  const at = STEPS.indexOf(step);
  const timetable = draftTimetable(draft, read);
  const isWhole = timetable?.ok === true;

  const begin = async (): Promise<void> => {
    setBusy(true);
    const id = rowIdFrom(crypto.getRandomValues(new Uint8Array(ROW_ID_BYTES)));
    const name = textOf('tender', `procedure.${draft.procedure}`);
    const lots = hasValue(read) ? [read.lot] : [];
    const done = await project.carryOut('tender.begin', { id, cells: draftCells(draft, read, name), lots });
    setBusy(false);
    if (!done.ok) return;
    tenderViewOf(project).choose(id);
    app.closeDialog();
    app.show('tender');
  };
  return (
    <DialogFrame title={v('new.title')} size={920}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (at < STEPS.length - 1) setStep(STEPS[at + 1]!);
          else if (isWhole) void begin();
        }}
      >
        <nav className={styles.steps} aria-label={v('new.steps')}>
          {STEPS.map((each, i) => (
            <button
              key={each}
              type="button"
              className={styles.step}
              aria-current={each === step ? 'step' : undefined}
              onClick={() => setStep(each)}
            >
              <span className={styles.stepNumber} aria-hidden>
                {i + 1}
              </span>
              {v(`new.step.${each}`)}
            </button>
          ))}
        </nav>
        {step === 'value' && <ValueStep {...props} />}
        {step === 'procedure' && <ProcedureStep {...props} />}
        {step === 'dates' && <DatesStep {...props} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          {at > 0 && (
            <Button variant="default" onClick={() => setStep(STEPS[at - 1]!)}>
              {v('new.back')}
            </Button>
          )}
          {at < STEPS.length - 1 ? (
            <Button type="submit">{v('new.next')}</Button>
          ) : (
            <Button type="submit" loading={isBusy} disabled={!isWhole}>
              {v('new.begin')}
            </Button>
          )}
        </Group>
      </form>
    </DialogFrame>
  );
});
