"""What the tests of the edge share: an authority that costs a second to make, so once a session."""

import pytest

from .authority import Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    """Give the one throwaway authority."""
    return Authority()
