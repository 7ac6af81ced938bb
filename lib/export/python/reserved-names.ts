/** Words of the language: they can be no name at all. */
export const PYTHON_KEYWORDS: readonly string[] = [
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del'],
  ...['elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal'],
  ...['not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
];

/** Builtins of 3.11: a library function of such a name has a `_` behind it. */
export const PYTHON_BUILTINS: readonly string[] = [
  ...['abs', 'aiter', 'all', 'anext', 'any', 'ascii', 'bin', 'bool', 'breakpoint', 'bytearray', 'bytes', 'callable'],
  ...['chr', 'classmethod', 'compile', 'complex', 'copyright', 'credits', 'delattr', 'dict', 'dir', 'divmod'],
  ...['enumerate', 'eval', 'exec', 'exit', 'filter', 'float', 'format', 'frozenset', 'getattr', 'globals', 'hasattr'],
  ...['hash', 'help', 'hex', 'id', 'input', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'license', 'list'],
  ...['locals', 'map', 'max', 'memoryview', 'min', 'next', 'object', 'oct', 'open', 'ord', 'pow', 'print', 'property'],
  ...['quit', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'slice', 'sorted', 'staticmethod', 'str', 'sum'],
  ...['super', 'tuple', 'type', 'vars', 'zip'],
];

/**
 * Names that nothing of ours may have: words of the language, builtins, modules of a bundle, what is passed around in
 * it, and single letters that look like digits.
 */
export const RESERVED_NAMES: readonly string[] = [
  ...PYTHON_KEYWORDS,
  ...PYTHON_BUILTINS,
  ...['agent', 'config', 'error', 'inputs', 'judgements', 'main', 'match', 'run', 'runtime', 'self', 'cls', 'tools'],
  ...['workflow', 'case', 'l', 'o', 'i'],
];
