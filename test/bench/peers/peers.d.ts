/** As much of the measured charts as the bench calls; they are installed only when it is asked for them. */
declare module 'dhtmlx-gantt' {
  export const gantt: {
    config: object;
    ext: {
      zoom: {
        init: (config: object) => void;
        setLevel: (name: string) => void;
        zoomIn: () => void;
        zoomOut: () => void;
      };
    };
    init: (element: HTMLElement) => void;
    parse: (data: object) => void;
    posFromDate: (date: Date) => number;
    scrollTo: (x: number | null, y: number | null) => void;
    getScrollState: () => { x: number; y: number };
  };
}

declare module '@svar-ui/react-gantt' {
  import type { ComponentType, ReactNode } from 'react';
  export const Gantt: ComponentType<Readonly<Record<string, unknown>>>;
  export const Willow: ComponentType<{ children?: ReactNode }>;
}

declare module '@svar-ui/react-gantt/all.css';

declare module '@visactor/vtable-gantt' {
  export class Gantt {
    constructor(element: HTMLElement, options: object);
    scrollTop: number;
    scrollLeft: number;
    getAllDateColsWidth(): number;
    zoomByFactor(factor: number, keepCenter: boolean): void;
  }
}

declare module 'frappe-gantt' {
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it.
  export default class Gantt {
    constructor(element: HTMLElement, tasks: object[], options: object);
    change_view_mode(name: string, keepPosition: boolean): void;
  }
}
