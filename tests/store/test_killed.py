"""The server is killed at any moment: whatever was answered is remembered, and what is asked again counts once."""

import os

from .killing import PEOPLE, kill

KILLS = int(os.environ.get("BACK_COACH_TEST_KILLS", "3"))


def test_killed_at_any_moment(sql_url: str) -> None:
    """After each kill every answered turn is in the store, and a request that had no answer can be sent again."""
    answered = list(kill(sql_url, KILLS, seed=KILLS))
    assert len(answered) == KILLS
    assert answered[-1] >= KILLS * PEOPLE
