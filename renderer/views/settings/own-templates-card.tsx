import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';

/** Templates that were made on this computer. */
export const OwnTemplatesCard = observer(() => {
  const { app } = useStores();
  const { t, language } = useTexts();
  const own = (app.state?.templates ?? []).filter((template) => template.own);
  if (own.length === 0) return null;
  const remove = async (templateId: string): Promise<void> => {
    const answer = await app.bridge.call('template.delete', { templateId });
    if (!answer.ok) app.tellError(answer.error);
  };
  return (
    <Card title={t('templates.own')}>
      <table className={parts.table}>
        <tbody>
          {own.map((template) => (
            <tr key={template.id}>
              <td>{template.name[language]}</td>
              <td className={parts.number}>{t('status.tasks', { count: template.taskCount })}</td>
              <td className={parts.tight}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('templates.delete', { name: template.name[language] })}
                  onClick={() => void remove(template.id)}
                >
                  <IconTrash size={16} stroke={1.6} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});
