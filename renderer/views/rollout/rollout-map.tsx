import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { type RolloutStand, standsOn } from '../../../src/commitment/rollout-stand.ts';
import { modulesInOrder } from '../../../src/model/commitment-rows.ts';
import type { Participant } from '../../../src/model/row.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import { MunicipalityMap } from '../municipalities/municipality-map.tsx';
import { Swatch, statusFill } from '../municipalities/status-look.tsx';
import styles from './rollout.module.css';
import { keyOfLine, type RolloutStore } from './rollout-store.ts';

/** How a municipality stands on the chosen day, in the looks of the statuses that are nearest to it. */
const LOOKS = {
  live: 'joined',
  partly: 'joined-specification',
  coming: 'in-process',
  undated: 'waiting',
  out: 'not-asked',
} as const satisfies Record<RolloutStand, string>;
const STANDS = Object.keys(LOOKS) as readonly RolloutStand[];

interface RolloutMapProps {
  readonly store: RolloutStore;
  readonly municipalities: readonly Participant[];
  readonly today: number;
}

/** Who is in operation on a day, with a slider through the time of the rollout. */
export const RolloutMap = observer(({ store, municipalities, today }: RolloutMapProps) => {
  const { plan } = useProject();
  const { textOf, language } = useTexts();
  const r = (key: string, params = {}): string => textOf('rollout', key, params);
  const [picked, setPicked] = useState<number | null>(null);
  const [focusCode, setFocusCode] = useState<string | null>(null);
  const { lines, chosen } = store;
  const days = lines.flatMap(({ day }) => (day === null ? [] : [day]));
  const first = Math.min(today, ...days);
  const last = Math.max(today, ...days);
  const day = Math.max(first, Math.min(last, picked ?? today));
  const stands = standsOn(lines, day);
  const standOf = (id: string): RolloutStand => stands.get(id)?.stand ?? 'out';
  const byCode = new Map(municipalities.map((participant) => [participant.code, participant]));
  const counts = new Map<RolloutStand, number>();
  for (const { id } of municipalities) counts.set(standOf(id), (counts.get(standOf(id)) ?? 0) + 1);
  const keysOf = (id: string): string[] =>
    lines.flatMap(({ answer, moduleId }) => (answer.participant.id === id ? [keyOfLine(id, moduleId)] : []));
  // Nobody can be live with a part where there are no parts.
  const told = STANDS.filter((stand) => stand !== 'partly' || modulesInOrder(plan.asPlan()).length > 0);
  return (
    <>
      <label className={styles.slider}>
        <span>
          {r('map.day')} <b>{dayText(day, language, 'weekday')}</b>
        </span>
        <input
          type="range"
          min={first}
          max={Math.max(first + 1, last)}
          value={day}
          aria-valuetext={dayText(day, language, 'weekday')}
          onChange={(event) => setPicked(Number(event.currentTarget.value))}
        />
      </label>
      <ul className={styles.mapLegend}>
        {told.map((stand) => (
          <li key={stand}>
            <Swatch status={LOOKS[stand]} /> {r(`stand.${stand}`)} <b>{counts.get(stand) ?? 0}</b>
          </li>
        ))}
      </ul>
      <MunicipalityMap
        name={r('map.name')}
        insetName="Bornholm"
        focusCode={focusCode}
        lookOf={(code) => {
          const participant = byCode.get(code);
          const stand = participant ? standOf(participant.id) : 'out';
          const by = participant && stands.get(participant.id)?.day;
          const label = `${participant?.name ?? code}: ${r(`stand.${stand}`)}${by == null ? '' : `, ${dayText(by, language)}`}`;
          return { fill: statusFill(LOOKS[stand]), label };
        }}
        isChosen={(code) => keysOf(byCode.get(code)?.id ?? '').some((key) => chosen.has(key))}
        onPick={(code, way) => {
          setFocusCode(code);
          const keys = keysOf(byCode.get(code)?.id ?? '');
          if (keys.length === 0) return;
          if (way !== 'toggle') return store.choose(keys);
          const isChosen = keys.some((key) => chosen.has(key));
          store.choose(isChosen ? [...chosen].filter((key) => !keys.includes(key)) : [...chosen, ...keys]);
        }}
      />
    </>
  );
});
