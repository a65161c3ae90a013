"""What is said, and as whom: texts in place, languages, names as shown, the reply before any channel has it."""
