/** The product's mark: two bars of a plan, one after the other. */
export const BrandMark = ({ size = 22, className }: { readonly size?: number; readonly className?: string }) => (
  <svg className={className} width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
    <rect width="22" height="22" rx="5.5" fill="var(--up-accent)" />
    <rect x="4.5" y="6" width="9" height="4" rx="2" fill="#fff" />
    <rect x="8.5" y="12" width="9" height="4" rx="2" fill="#fff" fillOpacity="0.72" />
  </svg>
);
