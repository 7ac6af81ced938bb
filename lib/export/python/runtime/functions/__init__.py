"""The expression library: the functions that workflows call, one file for each family.

Names are those of the studio in snake_case, with `_` after them where Python has taken the name
(`and_`, `min_`). Results and messages are the same to the byte as the TypeScript agent's; one table
of cases, `function-cases.json`, is run against both. Null is None.
"""
