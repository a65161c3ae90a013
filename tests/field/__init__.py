"""What real phones, files, gateways and machines send, each with its right outcome. `docs/field-cases.md` tells it."""
