"""The records: tables by subject, the queries over them, effects in SQL, bulk import, migrations."""
