import { Button, type CSSVariablesResolver, createTheme, Input, Menu, Modal, Tooltip } from '@mantine/core';

/** The window's theme on Mantine's terms: small type, one accent, quiet corners. Colours are in theme.css. */
export const theme = createTheme({
  fontFamily: 'Inter, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, Consolas, monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '15px', lineHeight: '1.35' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    brand: [
      '#eaf2fb',
      '#d3e4f6',
      '#a9caee',
      '#7bade5',
      '#5595dd',
      '#3d86d9',
      '#2f7fdd',
      '#0b57b0',
      '#084489',
      '#063469',
    ],
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Input: Input.extend({ defaultProps: { size: 'xs' } }),
    InputWrapper: Input.Wrapper.extend({ defaultProps: { size: 'xs' } }),
    // The menu itself takes the keyboard when it opens: an element for that alone would be none that a menu may hold.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: false,
        yOffset: '9vh',
        overlayProps: { backgroundOpacity: 0.22 },
        // What is typed right after opening must reach the dialog: nothing fades in.
        transitionProps: { duration: 0 },
        // Nothing behind a dialog scrolls anyway; locking would add a style tag that the page's policy refuses.
        lockScroll: false,
      },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false } }),
  },
});

/** Lets Mantine's own parts take the colours of theme.css, so that there is one place for them. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--up-panel)',
    '--mantine-color-text': 'var(--up-text)',
    '--mantine-color-dimmed': 'var(--up-text-faint)',
    '--mantine-color-placeholder': 'var(--up-text-faint)',
    '--mantine-color-anchor': 'var(--up-accent-text)',
    '--mantine-color-error': 'var(--up-error)',
    '--mantine-color-default': 'var(--up-panel)',
    '--mantine-color-default-hover': 'var(--up-hover)',
    '--mantine-color-default-color': 'var(--up-text)',
    '--mantine-color-default-border': 'var(--up-hairline-strong)',
    '--mantine-primary-color-filled': 'var(--up-accent)',
    '--mantine-primary-color-filled-hover': 'var(--up-accent-strong)',
    '--mantine-primary-color-light-color': 'var(--up-accent-text)',
  };
  return { variables: {}, light: shared, dark: shared };
};
