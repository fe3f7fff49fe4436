"""One text for each listener, with its version.

A file that was begun before there were migrations has the table already, with the same columns.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Add the table of progress."""
    op.create_table(
        "progress",
        sa.Column("listener", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("progress", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        if_not_exists=True,
    )
