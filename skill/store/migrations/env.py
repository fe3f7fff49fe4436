"""What Alembic runs to migrate: on the connection, and in the transaction, that `skill.store.schema` has opened."""

from alembic import context

from skill.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
