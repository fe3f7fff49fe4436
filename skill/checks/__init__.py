"""What is wrong with the content: `fitting` together, its `wording`, what is heard of it, and its page in the store."""

from skill.checks.gathering import findings
from skill.checks.hearing import overmatches
from skill.checks.listing import listing_findings
from skill.checks.straying import strays

__all__ = ["findings", "listing_findings", "overmatches", "strays"]
