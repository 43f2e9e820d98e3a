import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { PlanVersion } from '../../../src/model/row.ts';
import { instantText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './history.module.css';

/** What can be done with a version. */
const Actions = observer(({ version: { id, name } }: { readonly version: PlanVersion }) => {
  const { app } = useStores();
  const session = useProject();
  const { textOf } = useTexts();
  const point = { kind: 'version', id } as const;
  const compare = (): void => {
    void session.history.setPoints(point);
    session.history.showTab('changes');
  };
  const send = async (): Promise<void> => {
    app.setBusy('sending');
    const { projectId } = session.plan;
    const answer = await app.bridge.call('exchange.send', { projectIds: [projectId], kind: 'snapshot', at: point });
    app.setBusy(null);
    if (!answer.ok) return app.tellError(answer.error);
    if (await app.bridge.saveFile(answer.value)) app.tell('history.copySaved', { name: answer.value.name });
  };
  const restore = async (): Promise<void> => {
    const answer = await session.carryOut('history.restorePlan', { point });
    if (answer.ok) app.tell('history.restored', {}, () => void session.undo());
  };
  const button = (key: string, run: () => void) => (
    <Button size="compact-xs" variant="default" aria-label={textOf('history', `${key}Of`, { name })} onClick={run}>
      {textOf('history', key)}
    </Button>
  );
  return (
    <div className={styles.versionActions}>
      {button('versions.compare', compare)}
      {button('versions.look', () => app.openDialog({ kind: 'print', past: { point, name } }))}
      {button('versions.send', () => void send())}
      {button('versions.restore', () => void restore())}
      <Tooltip label={textOf('history', 'versions.delete', { name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={textOf('history', 'versions.delete', { name })}
          onClick={() => void session.carryOut('version.delete', { ids: [id] })}
        >
          <IconTrash size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
});

/** Points of the history with names, which travel with the plan. */
export const VersionsTab = observer(() => {
  const { plan } = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const versions = [...plan.rows.planVersion.values()].sort((a, b) => (b.atMin ?? 0) - (a.atMin ?? 0));
  return (
    <div className={styles.tab}>
      <div className={parts.card}>
        {versions.length === 0 ? (
          <p className={parts.empty}>{textOf('history', 'versions.none')}</p>
        ) : (
          <table className={`${parts.table} ${parts.quiet} ${styles.versions}`}>
            <thead>
              <tr>
                <th scope="col">{textOf('history', 'versions.name')}</th>
                <th scope="col">{textOf('history', 'versions.description')}</th>
                <th scope="col">{textOf('history', 'versions.at')}</th>
                <th scope="col">
                  <span className="up-visually-hidden">{textOf('history', 'versions.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map((version) => (
                <tr key={version.id}>
                  <td>
                    <CommitField
                      ariaLabel={textOf('history', 'versions.name')}
                      value={version.name}
                      onCommit={(name) => commit('version.update', { id: version.id, name })}
                    />
                  </td>
                  <td>
                    <CommitField
                      ariaLabel={textOf('history', 'versions.description')}
                      value={version.description}
                      onCommit={(description) => commit('version.update', { id: version.id, description })}
                    />
                  </td>
                  <td className={parts.plain}>{instantText(version.atMin, language)}</td>
                  <td className={parts.tight}>
                    <Actions version={version} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
});
