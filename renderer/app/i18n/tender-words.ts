import { useMemo } from 'react';
import type { RuleWords } from '../../../src/tender/rule-explanation.ts';
import { tenderWordsIn } from './finding-text.ts';
import { useTexts } from './texts.ts';

/** Words of tender law in the language of the window, and the explanations of its rules. */
export const useTenderWords = (): RuleWords => {
  const texts = useTexts();
  return useMemo(
    () => ({ words: tenderWordsIn(texts), explained: (ruleId) => texts.textOf('rules-explained', ruleId) }),
    [texts],
  );
};
