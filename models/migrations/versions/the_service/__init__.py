"""From the first schema to a service by text: accounts, records, notices, codes."""
