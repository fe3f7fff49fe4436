"""Whether the words for what hurts can be heard: joints are parts that people name, all others single words."""

import re
from collections.abc import Collection, Iterator

from skill.catalogue.loader import PAIN
from skill.catalogue.model import Pain
from skill.checks.fitting import nearest
from skill.checks.wording import Problem

WORDS = "emergency", "unwell", "sharp", "both", "hurts", "clauses", "negates"
"""The fields that hold single words."""

_WORD = re.compile(r"[a-z]+")


def hurting_problems(pain: Pain, parts: Collection[str]) -> Iterator[Problem]:
    """Give what is wrong with the words for what hurts, beside the ids of the parts that people name."""
    for index, joint in enumerate(pain.joints):
        if joint not in parts:
            message = f"nobody can name a part {joint}: write {nearest(joint, parts)}, or put it among the parts"
            yield Problem(PAIN, ("joints", index), message)
    for field in WORDS:
        if not getattr(pain, field):
            yield Problem(PAIN, (field,), "nothing would be heard here: write the words that people say")
        for index, word in enumerate(getattr(pain, field)):
            if not _WORD.fullmatch(word):
                yield Problem(PAIN, (field, index), f"{word!r} is not one word in small letters: write one")
