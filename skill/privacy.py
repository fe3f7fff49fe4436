"""What is remembered, field by field: how long, and why. The page that Amazon asks for is made from this list."""

from html import escape

from msgspec import Struct


class Kept(Struct, frozen=True):
    """One thing that outlives a session."""

    field: str
    """Of `skill.coach.state.Progress`, or what a store keeps beside it."""
    what: str
    why: str
    until: str
    """How long it is kept, unless it is erased before."""


NEXT = "until you choose or do otherwise"

KEPT = (
    Kept(
        "introduced",
        "That you have heard the safety notice",
        "so that you hear it in full only once",
        "until it is erased",
    ),
    Kept("level", "The level of your last workout", "so that the next one can be offered", NEXT),
    Kept("place", "Where your last workout was: at home, or at the gym", "so that the next one fits the place", NEXT),
    Kept(
        "underway",
        "An unfinished workout, your place in it, and when you left it",
        "so that you can go on where you stopped",
        "offered again for one day; kept until you next speak to Back Coach after that, or finish it",
    ),
    Kept(
        "audio_failed",
        "Whether your device can play timed audio",
        "so that it is sent what it can play",
        "until it is erased",
    ),
    Kept(
        "preferences",
        "How fast you like it, how much is said and counted, and where you are asked",
        "so that it is so",
        NEXT,
    ),
    Kept("lacks", "What you said you don't have to train with", "so that you aren't asked to use it", NEXT),
    Kept(
        "history",
        "Which exercises you did, how often and when last; and your last 30 workouts: which, when, and how many sets",
        "so that you can ask how you are doing, and are told of a day of rest",
        "exercises until it is erased, a workout until 30 more are finished",
    ),
    Kept(
        "ratings",
        "Whether your last 30 workouts that you told me of were easy, right or too hard, at which level and when",
        "so that the next one fits",
        "until 30 more are rated",
    ),
    Kept(
        "own",
        "Which exercises you put into a routine of your own",
        "so that you can do it again",
        "until you take them out",
    ),
    Kept(
        "turns",
        "The numbers that Alexa gave your last four requests, and what they changed",
        "so that a request which arrives twice counts once",
        "until four more requests have changed something",
    ),
    Kept(
        "settled",
        "Of a conversation in which nothing could be saved: when that was, and a copy of all this as it was then",
        "so that what you did then counts once, and what you changed since stays so",
        "one day, and then until you next do something that is remembered",
    ),
    Kept(
        "born_ms",
        "When you first spoke to Back Coach, or first again after you were erased",
        "so that nothing from before you were erased comes back",
        "until it is erased",
    ),
)
"""Everything, in the order in which it is told. A field of Progress that is missing here fails a test."""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Back Coach: privacy</title>
<h1>What Back Coach remembers</h1>
<p>It is kept under the id that Alexa gives your account in this skill or, where Alexa recognises your voice, gives you
there; nothing else is known of you.</p>
<table>
<tr><th>What<th>Why<th>How long
{rows}
</table>
<p>It records nothing about your health, not even that you stopped because something hurt. It keeps no name, no
recording, and nothing of what you said. It passes nothing on.</p>
<p>Say "forget me" and then "yes", and everything under your id is erased: that of your voice, where Alexa recognised it
when you began, else your account's.</p>
<p>Switch the skill off in the Alexa app, and everything is erased: your account's, and that of every voice in it.</p>
"""


def page() -> str:
    """Give the page, in HTML."""
    rows = (f"<tr><td>{escape(kept.what)}<td>{escape(kept.why)}<td>{escape(kept.until)}" for kept in KEPT)
    return PAGE.format(rows="\n".join(rows))
