"""What can go wrong, by whose fault it is: the author of the content, the operator, or a stranger at the door."""

from typing import NoReturn

from msgspec import Struct


class Finding(Struct, frozen=True, order=True):
    """One problem in the content, with its place and what to write instead."""

    file: str
    """Relative to the content folder's parent: ``content/exercises/torso-lift.yaml``."""
    line: int
    """Counted from 1."""
    message: str

    def __str__(self) -> str:
        """Print as compilers do, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.message}"


class BackCoachError(Exception):
    """Anything this package raises on purpose."""


class ContentError(BackCoachError):
    """The author's fault: the content does not hold together. Carries every finding, not the first one only."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class SettingError(BackCoachError):
    """The operator's fault: a setting that can't be meant. The message says what to write instead."""


class NotGenuineError(BackCoachError):
    """A stranger's fault: a request that Alexa did not sign for this skill. The message is for the log only."""


def refuse(reason: str) -> NoReturn:
    """Raise NotGenuineError."""
    raise NotGenuineError(reason)


class StoreError(BackCoachError):
    """The store does not answer, or not in time. The message says what to look at."""


class NotErasedError(StoreError):
    """Somebody is to be forgotten and could not be: whoever asked has to be told, so that they ask again."""


class UnreadableError(StoreError):
    """What is stored of one listener can't be read by this release: the store answers, for everybody else."""


class LeftoverError(StoreError):
    """Erased, but not yet from the store's own log: the store answers; whoever asked has to be told."""


class BusyError(StoreError):
    """A listener's other devices kept saving first: the store answers, but this was not saved."""

    def __init__(self) -> None:
        super().__init__("Other devices of a listener kept saving first.")


class ConflictError(StoreError):
    """Somebody else saved this listener's progress since it was loaded; load it again."""

    def __init__(self) -> None:
        super().__init__("This progress was saved or erased since it was loaded; load it again.")
