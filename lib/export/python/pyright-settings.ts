/**
 * What pyright checks in a bundle. Packages that are not installed are no mistake of the bundle: what comes from them is
 * of no known type, and everything of our own is checked as always.
 */
export const PYRIGHT_SETTINGS = {
  pythonVersion: '3.11',
  typeCheckingMode: 'standard',
  reportMissingImports: false,
  reportMissingModuleSource: false,
} as const;
