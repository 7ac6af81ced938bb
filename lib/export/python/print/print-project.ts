import { LINE_LENGTH, LINT_EXCEPTIONS, LINT_RULES, OWN_MODULES } from '../format-python.ts';
import { PYRIGHT_SETTINGS } from '../pyright-settings.ts';

/** `pyproject.toml`: what the agent is called, which Python it needs, and how its code is checked. */
export function printProject(name: string): string {
  const list = (items: readonly string[]) => `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  return `[project]
name = ${JSON.stringify(name)}
version = "1.0.0"
requires-python = ">=3.11"

[tool.ruff]
line-length = ${LINE_LENGTH}
target-version = "py311"

[tool.ruff.lint]
select = ${list(LINT_RULES)}
ignore = ${list(LINT_EXCEPTIONS)}

[tool.ruff.lint.isort]
known-first-party = ${list(OWN_MODULES)}

[tool.pyright]
pythonVersion = ${JSON.stringify(PYRIGHT_SETTINGS.pythonVersion)}
typeCheckingMode = ${JSON.stringify(PYRIGHT_SETTINGS.typeCheckingMode)}
# The runtime was checked where it was made, with its packages installed; here they need not be.
exclude = ${list(PYRIGHT_SETTINGS.exclude)}
reportMissingImports = ${PYRIGHT_SETTINGS.reportMissingImports}
reportMissingModuleSource = ${PYRIGHT_SETTINGS.reportMissingModuleSource}
`;
}
