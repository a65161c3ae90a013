"""Mexican identifiers: one module each, the same five verbs, no input or output.

`compact` drops what people type around the characters, `validate` gives the canonical form or raises
`InvalidIdentifier` with its reason, `is_valid` answers yes or no, `calc_check_digits` computes the control
characters of a body (empty where the identifier has none), `format` writes it as people read it.
"""
