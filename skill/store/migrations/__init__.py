"""The history of the SQL stores' tables; `skill.store.schema` says what a migration may do."""
