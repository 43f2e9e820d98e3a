import { action, computed, makeObservable, observable, observableRef, reaction } from 'mobx';
import { type CallError, type Language, type PrintOptions, planOver } from '../../../src/api.ts';
import type { HistoryPoint } from '../../../src/model/history-result.ts';
import { emptyRows, type Plan } from '../../../src/model/plan.ts';
import { ENTITY_NAMES } from '../../../src/model/schema.ts';
import type { PrintLabels } from '../../../src/report/print-labels.ts';
import { type Print, printPages } from '../../../src/report/print-pages.ts';
import {
  OWN,
  type OwnPreset,
  PRESETS,
  PRESETS_KEY,
  type PrintSettings,
  presetOf,
  printOptionsOf,
  readPresets,
  readSettings,
  USUAL_SETTINGS,
  withPreset,
} from '../../../src/report/print-settings.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { mapOfDenmark } from '../../views/municipalities/map-of-denmark.ts';
import { localInstant } from '../i18n/formats.ts';
import { screenStateOf } from './screen-state.ts';

/** Zoom steps of the preview; 1 is the size of the paper on a screen of 96 dots per inch. */
const ZOOMS = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4] as const;
/** Typing a number asks for one new preview, not for one per digit. */
const SETTLE_MS = 120;

/** What is chosen of a print, the pages as they will come out, and which of them is looked at. */
export class PrintStore {
  settings: PrintSettings = USUAL_SETTINGS;
  print: Print | null = null;
  pageIndex = 0;
  /** Of the preview; null shows the whole page. */
  zoom: number | null = null;
  problem: Pick<CallError, 'id' | 'params'> | null = null;
  /** Setups that the person keeps on this computer. */
  presets: readonly OwnPreset[] = [];
  private readonly app: AppStore;
  private readonly session: ProjectSession;
  /** A point of the history whose plan is printed; null for the plan as it is. */
  private readonly at: HistoryPoint | null;
  private past: Plan | null = null;

  constructor(app: AppStore, session: ProjectSession, at: HistoryPoint | null) {
    this.app = app;
    this.session = session;
    this.at = at;
    makeObservable<this, 'show' | 'restore' | 'keepPresets'>(this, {
      settings: observableRef,
      print: observableRef,
      pageIndex: observable,
      zoom: observable,
      problem: observableRef,
      presets: observableRef,
      preset: computed,
      keepPresets: action,
      pageCount: computed,
      set: action,
      goTo: action,
      zoomBy: action,
      zoomToFit: action,
      fail: action,
      show: action,
      restore: action,
    });
  }

  get pageCount(): number {
    return this.print?.pages.length ?? 0;
  }

  /** Follows settings and plan until the way back is called; takes over what was kept for this project. */
  start(labels: PrintLabels, language: Language): () => void {
    const { plan } = this.session;
    const key = `print.${plan.projectId}`;
    const stops: (() => void)[] = [];
    let isOver = false;
    void this.app.bridge.call('layout.get', { key: PRESETS_KEY }).then((kept) => {
      if (!isOver && kept.ok) this.keepPresets(readPresets(kept.value));
    });
    const asked = Promise.all([this.app.bridge.call('layout.get', { key }), this.fetchPast()]);
    void asked.then(([kept]) => {
      if (isOver) return;
      this.restore(readSettings(kept.ok ? kept.value : null));
      stops.push(
        reaction(
          () => [this.optionsIn(language), plan.revision] as const,
          ([options]) => this.show(options, labels),
          { fireImmediately: true, delay: SETTLE_MS },
        ),
        reaction(
          () => this.settings,
          (settings) => void this.app.bridge.call('layout.set', { key, value: JSON.stringify(settings) }),
          { delay: SETTLE_MS * 3 },
        ),
      );
    });
    return () => {
      isOver = true;
      for (const stop of stops) stop();
    };
  }

  /** What would be printed now. */
  optionsIn(language: Language): PrintOptions {
    const options = printOptionsOf(this.settings, screenStateOf(this.session), language);
    // What is selected, folded and filtered on the screen is that of another plan.
    return this.at === null ? options : { ...options, taskIds: null, arrangement: null, collapsed: [] };
  }

  set(settings: Partial<PrintSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.problem = null;
  }

  /** The setup that the settings are those of. */
  get preset(): string | null {
    return presetOf(this.settings, this.presets);
  }

  /** Sets everything as a setup says. */
  choosePreset(id: string): void {
    const own = this.presets.find(({ name }) => id === `${OWN}${name}`);
    const settings = own?.settings ?? PRESETS.find((preset) => preset.id === id)?.settings;
    if (settings) this.set(settings);
  }

  /** Keeps the settings as they are under a name. */
  async savePreset(name: string): Promise<void> {
    await this.storePresets(withPreset(this.presets, name, this.settings));
  }

  async removePreset(id: string): Promise<void> {
    await this.storePresets(this.presets.filter(({ name }) => id !== `${OWN}${name}`));
  }

  private async storePresets(presets: readonly OwnPreset[]): Promise<void> {
    const value = JSON.stringify(presets);
    const kept = await this.app.bridge.call('layout.set', { key: PRESETS_KEY, value });
    if (kept.ok) this.keepPresets(readPresets(value));
    else this.fail(kept.error);
  }

  private keepPresets(presets: readonly OwnPreset[]): void {
    this.presets = presets;
  }

  goTo(pageIndex: number): void {
    this.pageIndex = Math.max(0, Math.min(pageIndex, this.pageCount - 1));
  }

  /** To the next greater or smaller step from the size that is shown. */
  zoomBy(direction: 1 | -1, shown: number): void {
    const step =
      direction > 0 ? ZOOMS.find((each) => each > shown * 1.01) : ZOOMS.filter((each) => each < shown * 0.99).at(-1);
    if (step !== undefined) this.zoom = step;
  }

  zoomToFit(): void {
    this.zoom = null;
  }

  fail(problem: Pick<CallError, 'id' | 'params'> | null): void {
    this.problem = problem;
  }

  private async fetchPast(): Promise<void> {
    if (this.at === null) return;
    const { projectId } = this.session.plan;
    const answer = await this.app.bridge.call('history.plan', { projectId, at: this.at });
    if (!answer.ok) return this.fail(answer.error);
    const rows = emptyRows();
    for (const entity of ENTITY_NAMES) {
      const map = rows[entity] as Map<string, unknown>;
      for (const row of answer.value.rows[entity]) map.set(row.id, row);
    }
    this.past = planOver(projectId, 0, rows);
  }

  private restore(settings: PrintSettings): void {
    // Nothing is selected in most cases in which "the selected rows" were printed last.
    const isNone = settings.rows === 'selected' && this.session.selection.selected.size === 0;
    this.settings = isNone ? { ...settings, rows: 'shown' } : settings;
  }

  private show(options: PrintOptions, labels: PrintLabels): void {
    const nowMin = localInstant(this.app.env.nowMs());
    this.print = printPages(this.past ?? this.session.plan.asPlan(), options, labels, nowMin, 'pdf', mapOfDenmark());
    this.goTo(this.pageIndex);
  }
}
