import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { RolloutLine } from '../../../src/commitment/rollout.ts';
import type { Answer } from '../../../src/commitment/standing.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { MunicipalityMap } from '../commitments/municipality-map.tsx';
import { Swatch, statusFill } from '../commitments/status-look.tsx';
import styles from './rollout.module.css';

/** How a municipality stands on the chosen day, in the looks of the statuses that are nearest to it. */
const LOOKS = { live: 'joined', coming: 'in-process', undated: 'waiting', out: 'not-asked' } as const;
type Stand = keyof typeof LOOKS;
const STANDS = Object.keys(LOOKS) as readonly Stand[];

interface RolloutMapProps {
  readonly lines: readonly RolloutLine[];
  readonly municipalities: readonly Answer[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly today: number;
}

/** Who is in operation on a day, with a slider through the time of the rollout. */
export const RolloutMap = observer(({ lines, municipalities, chosen, onChoose, today }: RolloutMapProps) => {
  const { textOf, language } = useTexts();
  const r = (key: string, params = {}): string => textOf('rollout', key, params);
  const [picked, setPicked] = useState<number | null>(null);
  const [focusCode, setFocusCode] = useState<string | null>(null);
  const days = lines.flatMap(({ day }) => (day === null ? [] : [day]));
  const first = Math.min(today, ...days);
  const last = Math.max(today, ...days);
  const day = Math.max(first, Math.min(last, picked ?? today));
  const byId = new Map(lines.map((line) => [line.answer.participant.id, line]));
  const standOf = (id: string): Stand => {
    const line = byId.get(id);
    if (!line) return 'out';
    if (line.day === null) return 'undated';
    return line.day <= day ? 'live' : 'coming';
  };
  const byCode = new Map(municipalities.map(({ participant }) => [participant.code, participant]));
  const counts = new Map<Stand, number>();
  for (const { participant } of municipalities) {
    const stand = standOf(participant.id);
    counts.set(stand, (counts.get(stand) ?? 0) + 1);
  }
  return (
    <section className={styles.mapCard} aria-label={r('map.title')}>
      <h2>{r('map.title')}</h2>
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
        {STANDS.map((stand) => (
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
          const line = participant && byId.get(participant.id);
          const when = line?.day != null ? `, ${dayText(line.day, language)}` : '';
          const label = `${participant?.name ?? code}: ${r(`stand.${stand}`)}${when}`;
          return { fill: statusFill(LOOKS[stand]), label };
        }}
        isChosen={(code) => chosen.has(byCode.get(code)?.id ?? '')}
        onPick={(code, way) => {
          setFocusCode(code);
          const id = byCode.get(code)?.id;
          if (id === undefined || !byId.has(id)) return;
          if (way !== 'toggle') return onChoose(new Set([id]));
          const next = new Set(chosen);
          if (!next.delete(id)) next.add(id);
          onChoose(next);
        }}
      />
      <p className={styles.source}>{textOf('commitment', 'map.source')}</p>
    </section>
  );
});
