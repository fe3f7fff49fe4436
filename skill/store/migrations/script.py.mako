"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Add; see `skill.store.schema` for what a migration may do."""
    ${upgrades if upgrades else "raise NotImplementedError"}
