/**
 * What pyright checks in a bundle: all of it but the runtime, which is checked strictly where it is made, with its
 * packages installed. They are not installed where a bundle is proved, and that is no mistake of the bundle.
 */
export const PYRIGHT_SETTINGS = {
  pythonVersion: '3.11',
  typeCheckingMode: 'standard',
  reportMissingImports: false,
  reportMissingModuleSource: false,
  exclude: ['runtime', '**/.*', '**/__pycache__', '**/node_modules'],
} as const;
