"""How an answer of a tool becomes data: the same to the byte as in the studio."""
