import { describe, expect, it } from 'vitest';
import { fuzzyScore } from '../../../../renderer/app/palette/fuzzy.ts';
import { paletteEntries } from '../../../../renderer/app/palette/palette-entries.ts';
import { writeSetup } from '../../../../src/reading/view-setup.ts';
import { openWindow, shippedTemplate } from '../fake-session.ts';

/** Everything is called by its id. */
const byId = { command: (id: string) => id, readyView: (id: string) => id };

describe('finding by what was typed', () => {
  it.each([
    ['kon', 'Kontrakt underskrives', 'Endelig kontrakt'],
    ['kontrakt', 'Endelig kontrakt', 'Kontorkalender'],
    ['kritisk vej', 'Kritisk vej', 'Vej til kritisk masse'],
    ['høring', 'Kommunehøring', 'Hør om ringen'],
  ])('»%s« meets »%s« better than »%s«', (query, better, worse) => {
    expect(fuzzyScore(query, better)).toBeGreaterThan(fuzzyScore(query, worse));
  });

  it.each([
    ['xyz', 'Kontrakt'],
    ['kontrakt nej', 'Kontrakt'],
    ['ø', 'o'],
    ['aa', 'Kalender'],
  ])('»%s« does not meet »%s«', (query, text) => {
    expect(fuzzyScore(query, text)).toBe(0);
  });

  it('meets everything with nothing typed, and letters without their accents', () => {
    expect(fuzzyScore('', 'Alt')).toBe(1);
    expect(fuzzyScore('ide', 'Idé og behov')).toBeGreaterThan(0.9);
  });

  it('finds tasks by number and name, and goes there', async () => {
    const { app, project, commands } = await openWindow({
      templates: [shippedTemplate('kombit-7')],
      projects: [{ template: 'kombit-7', name: 'Stor', startMin: 20_675 * 1440 }],
    });
    const [first] = paletteEntries(app, commands, byId, '1.2');
    expect(first).toMatchObject({ kind: 'task', detail: '1.2' });
    app.show('overview');
    first?.run();
    expect(app.view).toBe('plan');
    expect(project.selection.current).toBe(first?.key.slice('task:'.length));
  });

  it('puts a task that is named in full before commands that merely have its letters, and a command before both', async () => {
    const { app, commands } = await openWindow({
      templates: [shippedTemplate('kombit-7')],
      projects: [{ template: 'kombit-7', name: 'Stor', startMin: 20_675 * 1440 }],
    });
    const { name } = [...app.project!.plan.asPlan().rows.task.values()].find((task) => /^\p{L}{5,}$/u.test(task.name))!;
    const found = (titleOf: (id: string) => string) =>
      paletteEntries(app, commands, { ...byId, command: titleOf }, name).map(({ kind }) => kind);
    const spread = [...name].join('-');
    const withoutCommand = found(() => spread);
    expect(withoutCommand[0]).toBe('task');
    expect(withoutCommand).toContain('command');
    expect(found((id) => (id === 'app.print' ? name : spread)).slice(0, 2)).toEqual(['command', 'task']);
  });

  it('finds the views of every plan and those saved with this one, and reads the plan by them', async () => {
    const { app, project, commands } = await openWindow({
      templates: [shippedTemplate('kombit-7')],
      projects: [{ template: 'kombit-7', name: 'Stor', startMin: 20_675 * 1440 }],
    });
    const names = { ...byId, readyView: (id: string) => (id === 'critical' ? 'Den kritiske vej' : id) };
    app.show('overview');
    const ready = paletteEntries(app, commands, names, 'den kritiske')[0]!;
    expect(ready).toMatchObject({ kind: 'view', key: 'view:ready:critical' });
    ready.run();
    expect(app.view).toBe('plan');
    expect(project.reading.viewId).toBe('ready:critical');
    await project.plan.run('savedView.add', {
      cells: { name: 'Til styregruppen', setup: writeSetup(project.reading.setup) },
    });
    const own = paletteEntries(app, commands, names, 'til styregruppen')[0]!;
    expect(own).toMatchObject({ kind: 'view', title: 'Til styregruppen' });
    own.run();
    expect(project.reading.viewId).toBe(own.key.slice('view:'.length));
  });
});
