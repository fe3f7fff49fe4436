"""Every workout there is: each routine and each exercise alone, at each level."""

import pytest

from skill.catalogue.model import Level
from skill.coach.state import Plan
from skill.settings import content_root


def _ids(folder: str) -> list[str]:
    return sorted(path.stem for path in (content_root() / "content" / folder).glob("*.yaml"))


PLANS = (
    *(Plan(level, routine=name) for name in _ids("routines") for level in Level),
    *(Plan(level, exercise=name) for name in _ids("exercises") for level in Level),
)


@pytest.fixture(scope="session", params=PLANS, ids=lambda plan: f"{plan.routine or plan.exercise}-{plan.level}")
def plan(request: pytest.FixtureRequest) -> Plan:
    """Give one workout after another."""
    chosen: Plan = request.param
    return chosen


@pytest.fixture(scope="session")
def plans() -> tuple[Plan, ...]:
    """Give every workout at once, to choose from."""
    return PLANS
