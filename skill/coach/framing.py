"""What is done around every answer, whichever transition gives it."""

from skill.coach.answers import INTERRUPTING, Moment, Turn
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.settling import placed
from skill.coach.state import UNDER_WAY, Phase
from skill.frozen import replace

DISCLAIMER = (Line.of(Key.WELCOME_FIRST), Line.of(Key.DISCLAIMER_CHECK), Line.of(Key.DISCLAIMER_STOP))

UNREMEMBERED = frozenset({"hurt", "sharp", "unwell", "emergency", "advice", "condition", "health"})


def said(reply: Reply) -> tuple[str, ...]:
    """Give the keys of what was said; of an answer about pain or health at most that it asked which of two ways to go.

    For that is remembered nowhere, and "yes" is no answer to "which".
    """
    keys = tuple(line.key for line in (*reply.say, reply.ask) if line is not None)
    return tuple(key for key in keys if key == Key.EASED_ASK) if any(map(_about_health, keys)) else keys


def _about_health(key: str) -> bool:
    return key.partition(".")[0] in UNREMEMBERED


def introduced(turn: Turn, moment: Moment) -> Turn:
    """Say the disclaimer before the first answer that goes on, whichever way somebody came in.

    What is answered to pain or a condition comes first even then. Nothing of it is said twice.
    """
    if turn.state.progress.introduced or turn.reply.ask is None:
        return turn
    progress, say = replace(turn.state.progress, introduced=True), turn.reply.say
    urgent = any(_about_health(line.key) for line in say)
    first, then = (say, DISCLAIMER) if urgent else (DISCLAIMER, say)
    whole = tuple(dict.fromkeys((*first, *then)))
    until_ms = moment.now_ms + moment.spoken_ms(whole[: 1 + whole.index(DISCLAIMER[-1])])
    return Turn(replace(turn.state, progress=progress, notice_ms=until_ms), replace(turn.reply, say=whole))


def unheard(turn: Turn, moment: Moment) -> Turn:
    """Have the disclaimer said again next time to who leaves before it has been said."""
    if turn.state.phase is not Phase.CLOSED or moment.now_ms >= turn.state.notice_ms:
        return turn
    return Turn(replace(turn.state, progress=replace(turn.state.progress, introduced=False)), turn.reply)


def sounding(turn: Turn, moment: Moment) -> Turn:
    """Let the block begin to sound when all that comes before it has been said."""
    underway, reply = turn.state.progress.underway, turn.reply
    if underway is None or not reply.timeline.cues:
        return turn
    spoken_ms = moment.spoken_ms(reply.say) * 100 // underway.plan.pace.talk_percent
    return replace(turn, state=placed(turn.state, replace(underway, began_ms=moment.now_ms + spoken_ms)))


def tidied(turn: Turn) -> Turn:
    """Let what belongs to a phase end with it."""
    state = turn.state
    # What is offered at home, now or after a goodbye, is a routine: it is offered by its name.
    if state.phase in {Phase.HOME, Phase.CLOSED} and state.plan is not None and state.plan.routine is None:
        state = replace(state, plan=None)
    if state.phase is not Phase.CHOOSING:
        among = state.among if state.phase is Phase.LEAVING else ()
        state = replace(state, purpose=None, among=among, amount=None, place=None, level=None)
    # Of what was going on before a routine is made, a workout alone is gone back to.
    waits = state.phase is Phase.MAKING and state.back_to in UNDER_WAY
    if state.phase not in INTERRUPTING and not waits:
        state = replace(state, back_to=None)
    return Turn(state, turn.reply)
