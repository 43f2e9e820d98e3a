import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { COLOR_KEYS, LABEL_KEYS, LABEL_SIDES, LOOK_SWITCHES } from '../../../src/gantt/chart-look.ts';
import { TIER_PAIR_IDS } from '../../../src/gantt/time-tiers.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './plan-bar.module.css';

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

/** Something that is on or off. The menu stays open while one tries what it does. */
const Switch = ({ label, checked, onChoose }: ChoiceProps) => (
  <Menu.CheckboxItem checked={checked} onChange={onChoose}>
    {label}
  </Menu.CheckboxItem>
);

/** One of several, of which one is chosen. */
const Choice = ({ label, checked, onChoose }: ChoiceProps) => (
  <Menu.RadioItem value={label} checked={checked} onChange={onChoose} closeMenuOnClick={false}>
    {label}
  </Menu.RadioItem>
);

/** One side of the bars and what may stand there. */
const Labels = observer(() => {
  const { planView } = useProject();
  const { textOf } = useTexts();
  const { chart } = planView;
  return LABEL_SIDES.map((side) => (
    <Menu.Sub key={side} position="right-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{textOf('chart', `side.${side}`)}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {LABEL_KEYS.map((key) => (
          <Choice
            key={key}
            label={textOf('chart', `label.${key}`)}
            checked={chart.look.labels[side] === key}
            onChoose={() => chart.setLabel(side, key)}
          />
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  ));
});

/** Everything that can be shown on the time line, in one calm menu. The palette offers the same as commands. */
export const LookMenu = observer(() => {
  const { commands } = useStores();
  const { planView } = useProject();
  const { textOf, commandTitle } = useTexts();
  const { chart } = planView;
  const { switches, colorBy, tiers } = chart.look;
  return (
    <Menu position="bottom-start" shadow="md" width={300}>
      <Menu.Target>
        <button type="button" className={styles.pill} data-testid="look-menu">
          {textOf('chart', 'menu')}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{textOf('chart', 'section.show')}</Menu.Label>
        {LOOK_SWITCHES.map((key) => (
          <Switch
            key={key}
            label={textOf('chart', `show.${key}`)}
            checked={switches[key]}
            onChoose={() => commands.run(`view.show.${key}`)}
          />
        ))}
        <Menu.Item onClick={() => commands.run('view.compareBaselines')}>
          {commandTitle('view.compareBaselines')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{textOf('chart', 'section.color')}</Menu.Label>
        {COLOR_KEYS.map((key) => (
          <Choice
            key={key}
            label={textOf('chart', `color.${key}`)}
            checked={colorBy === key}
            onChoose={() => commands.run(`view.color.${key}`)}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{textOf('chart', 'section.labels')}</Menu.Label>
        <Labels />
        <Menu.Divider />
        <Menu.Sub position="right-start">
          <Menu.Sub.Target>
            <Menu.Sub.Item>{textOf('chart', 'section.scales')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {TIER_PAIR_IDS.map((key) => (
              <Choice
                key={key}
                label={textOf('chart', `scales.${key}`)}
                checked={tiers === key}
                onChoose={() => commands.run(`view.scales.${key}`)}
              />
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Item onClick={() => commands.run('view.resetLook')}>{textOf('chart', 'reset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
