import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import type { Primitive } from '../../../src/gantt/scene.ts';
import { legendSignWidth } from '../../../src/report/legend.ts';
import { paintScene } from '../../gantt/scene-painter.ts';
import { useScreenChanges } from './screen-changes.ts';
import { screenPalette } from './screen-palette.ts';

/** Sizes of signs beside text: those of the time line in rows of usual height. */
export const SIGN_STYLE = ganttStyle(28, 12);
const WIDTH = legendSignWidth(SIGN_STYLE) + 4;
const HEIGHT = 20;
/** Room at the left, for outlines. */
const INSET = 2;

/** A sign of the time line beside the text that says what it means; drawn by what draws the time line. */
export const ChartSign = ({ sign }: { readonly sign: (x: number, middle: number) => readonly Primitive[] }) => {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const screenChanges = useScreenChanges();
  useEffect(() => {
    const canvas = canvasRef.current!;
    const pixelRatio = window.devicePixelRatio;
    canvas.width = Math.round(WIDTH * pixelRatio);
    canvas.height = Math.round(HEIGHT * pixelRatio);
    const scene = { width: WIDTH, height: HEIGHT, items: sign(INSET, HEIGHT / 2) };
    // The theme reaches the style sheet with the frame in which this is shown.
    const frame = requestAnimationFrame(() => {
      const palette = screenPalette(canvas, dark);
      // What it stands on shows through.
      const inks = { ...palette.inks, ground: { fill: 'transparent' } };
      const context = canvas.getContext('2d')!;
      context.clearRect(0, 0, canvas.width, canvas.height);
      paintScene(context, scene, { ...palette, inks }, { pixelRatio });
    });
    return () => cancelAnimationFrame(frame);
    // Another screen needs another palette and another canvas.
  }, [sign, dark, screenChanges]);
  return <canvas ref={canvasRef} aria-hidden style={{ width: WIDTH, height: HEIGHT, flex: 'none' }} />;
};
