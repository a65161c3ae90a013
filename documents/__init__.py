"""Papers that employers, banks and the tax office ask for: data in, PDF out."""
