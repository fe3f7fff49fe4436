"""What is wrong with the content: `fitting` together, its `wording`, and all of it gathered."""

from skill.checks.gathering import findings

__all__ = ["findings"]
