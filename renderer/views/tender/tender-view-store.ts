import { action, makeObservable, observable, observableRef } from 'mobx';
import type { ProjectSession } from '../../stores/project-session.ts';

export const OPTIONAL_COLUMNS = ['responsible', 'actual', 'drift'] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];

/** What a person looks at in the tenders of one project; lives as long as the project is open. */
export class TenderViewStore {
  /** The tender that was chosen; the first one while none is. */
  tenderId: string | null = null;
  /** The rule that is being explained. */
  ruleId: string | null = null;
  /** Key of the row to bring into sight and to focus, once. */
  wantedRow: string | null = null;
  settingsOpen = true;
  columns: ReadonlySet<OptionalColumn> = new Set(['responsible']);

  constructor() {
    makeObservable(this, {
      tenderId: observable,
      ruleId: observable,
      wantedRow: observable,
      settingsOpen: observable,
      columns: observableRef,
      choose: action,
      explain: action,
      show: action,
      taken: action,
      toggleSettings: action,
      toggleColumn: action,
    });
  }

  choose(tenderId: string | null): void {
    this.tenderId = tenderId;
    this.ruleId = null;
  }

  explain(ruleId: string | null): void {
    this.ruleId = ruleId;
  }

  /** Chooses a tender and one of its rows. */
  show(tenderId: string, rowKey: string): void {
    this.tenderId = tenderId;
    this.wantedRow = rowKey;
  }

  taken(): void {
    this.wantedRow = null;
  }

  toggleSettings(): void {
    this.settingsOpen = !this.settingsOpen;
  }

  toggleColumn(column: OptionalColumn): void {
    const columns = new Set(this.columns);
    if (!columns.delete(column)) columns.add(column);
    this.columns = columns;
  }
}

const stores = new WeakMap<ProjectSession, TenderViewStore>();

/** The one store of an open project. */
export const tenderViewOf = (project: ProjectSession): TenderViewStore => {
  const known = stores.get(project);
  if (known) return known;
  const made = new TenderViewStore();
  stores.set(project, made);
  return made;
};
