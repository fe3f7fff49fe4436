"""Alexa's envelope to an event and a listener: where intents, slots and resolutions end."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from ask_sdk_model.intent import Intent
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.slot import Slot
from ask_sdk_model.slu.entityresolution.resolution import Resolution
from ask_sdk_model.slu.entityresolution.status_code import StatusCode

from skill.alexa.amounts import number_of, seconds_of
from skill.alexa.overhearing import overheard
from skill.catalogue.model import Catalogue, Kit, Kits, Level, Pain, Place
from skill.coach import events as on
from skill.coach.preferences import Asking, CountStyle, Talk
from skill.coach.ratings import Rating
from skill.coach.same import Same
from skill.store.base import PERSON
from skill.turn import Listener

LONGEST_WORDS = 60
"""Characters of a slot that are said back; nobody names an exercise in more."""

VOICE = "voice"
"""The session's attribute for the voice that began it; None for one that wasn't recognised."""


class Slots(dict[str, on.Named]):
    """What was named, by the slot's name; a slot that was left empty names nothing."""

    def __missing__(self, _slot: str) -> on.Named:
        """Give what stands for nothing said."""
        return on.UNNAMED


QUARTER_HOUR_S = 15 * 60

WITHOUT_SLOTS: Mapping[str, Callable[[], on.Event]] = {
    "ListIntent": on.ListAsked,
    "RoutinesIntent": on.RoutinesAsked,
    "StartWorkoutIntent": on.WorkoutStarted,
    "ContentsIntent": on.ContentsAsked,
    "HowManyIntent": on.HowManyAsked,
    "ReadyIntent": on.ReadySaid,
    "SkipIntent": on.SkipAsked,
    "NextExerciseIntent": on.NextExerciseAsked,
    "LeaveOutIntent": on.ExerciseSkipped,
    "GettingDownIntent": on.GettingDownAsked,
    "GettingUpIntent": on.GettingUpAsked,
    "StandingIntent": on.StandingAsked,
    "SkipRestIntent": on.RestSkipped,
    "SetAgainIntent": on.SetAgainAsked,
    "HowLongIntent": on.HowLongAsked,
    "WhichSetIntent": on.WhichSetAsked,
    "WhatsNextIntent": on.WhatsNextAsked,
    "SlowerIntent": lambda: on.PaceAsked(faster=False),
    "FasterIntent": lambda: on.PaceAsked(faster=True),
    "UsualPaceIntent": on.PaceAsked,
    "CountEverySecondIntent": lambda: on.CountStyleChosen(CountStyle.EVERY_SECOND),
    "CountEveryFiveIntent": lambda: on.CountStyleChosen(CountStyle.EVERY_FIVE),
    "CountQuietlyIntent": lambda: on.CountStyleChosen(CountStyle.QUIET),
    "CountAsUsualIntent": lambda: on.CountStyleChosen(CountStyle.USUAL),
    "KeepGoingIntent": lambda: on.AskingChosen(Asking.RARELY),
    "WaitForMeIntent": lambda: on.AskingChosen(Asking.EACH_SET),
    "AskEachExerciseIntent": lambda: on.AskingChosen(Asking.EACH_EXERCISE),
    "GreetingIntent": on.Greeted,
    "GoodMorningIntent": lambda: on.Greeted(on.Named(("good-morning",), "good morning")),
    "HingeIntent": lambda: on.TechniqueAsked(on.Named(("good-morning",), "hinge")),
    "DeadliftIntent": lambda: on.TechniqueAsked(on.Named(("kettlebell-deadlift", "romanian-deadlift"), "deadlift")),
    "UsualIntent": on.UsualAsked,
    "LevelUpIntent": lambda: on.OtherLevelAsked(harder=True),
    "LevelDownIntent": lambda: on.OtherLevelAsked(harder=False),
    "FullTalkIntent": lambda: on.TalkChosen(Talk.FULL),
    "ShortTalkIntent": lambda: on.TalkChosen(Talk.SHORT),
    "UsualTalkIntent": lambda: on.TalkChosen(Talk.USUAL),
    "QuietCoachIntent": on.QuietAsked,
    "EaseIntent": on.EaseAsked,
    "RemindIntent": on.RemindAsked,
    "GymIntent": lambda: on.PlaceNamed(on.Named((Place.GYM.value,), "gym")),
    "BothIntent": on.BothAsked,
    "HomeIntent": on.HomeSaid,
    "NothingIntent": lambda: on.KitLacked(on.Named((Kits.ALL,), "nothing")),
    "AtHomeIntent": lambda: on.PlaceNamed(on.Named((Place.HOME.value,), "home")),
    "VolumeIntent": on.VolumeAsked,
    "EasyIntent": lambda: on.RatingGiven(Rating.EASY),
    "RightIntent": lambda: on.RatingGiven(Rating.RIGHT),
    "TooHardIntent": lambda: on.RatingGiven(Rating.TOO_HARD),
    "ProgressIntent": on.ProgressAsked,
    "WeekIntent": on.WeekAsked,
    "MakeOwnIntent": on.MakeAsked,
    "DropOwnIntent": on.DropOwnAsked,
    "OwnContentsIntent": on.OwnContentsAsked,
    "ForgetIntent": on.ForgetAsked,
    "UnwellIntent": on.UnwellSaid,
    "EmergencyIntent": on.EmergencySaid,
    "QuarterHourIntent": lambda: on.TimeNamed(QUARTER_HOUR_S),
    "QuickIntent": on.QuickAsked,
    "GentleIntent": on.GentleAsked,
    "BeginnerIntent": lambda: on.PractisedSaid(Level.BEGINNER),
    "ExperiencedIntent": lambda: on.PractisedSaid(Level.INTERMEDIATE),
    "AdvancedIntent": lambda: on.PractisedSaid(Level.ADVANCED),
    "UndecidedIntent": on.Undecided,
    "ChoiceLeftIntent": on.ChoiceLeft,
    "AboutIntent": on.AboutAsked,
    "AbilitiesIntent": on.AbilitiesAsked,
    "TellMoreIntent": on.MoreAsked,
    "FormIntent": on.FormAsked,
    "DoctorIntent": on.DoctorAsked,
    "AreYouDoctorIntent": lambda: on.DoctorAsked(of_coach=True),
    "EmergencyNumberIntent": on.EmergencyNumberAsked,
    "SkipWarmUpIntent": on.WarmUpSkipped,
    "SkipCoolDownIntent": on.CoolDownSkipped,
    "DoneIntent": on.DoneSaid,
    "SetDoneIntent": on.SetFinished,
    "SkipSetIntent": on.SetSkipped,
    "SomethingElseIntent": on.OtherAsked,
    "EffortIntent": on.EffortSaid,
    "ThanksIntent": on.Thanked,
    "GotItIntent": on.Acknowledged,
    "PregnantIntent": lambda: on.ConditionSaid(on.Named(("pregnancy",), "pregnant")),
    "DiscIntent": lambda: on.ConditionSaid(on.Named(("disc",), "disc")),
    "BonesIntent": lambda: on.ConditionSaid(on.Named(("osteoporosis",), "bones")),
    "PressureIntent": lambda: on.ConditionSaid(on.Named(("blood-pressure",), "pressure")),
    "StenosisIntent": lambda: on.ConditionSaid(on.Named(("stenosis",), "stenosis")),
    "RecoveryIntent": lambda: on.ConditionSaid(on.Named(("recovery",), "injury")),
    "DizzyLyingIntent": lambda: on.ConditionSaid(on.Named(("dizziness",), "dizzy")),
    "AMAZON.YesIntent": on.Agreed,
    "AMAZON.NoIntent": on.Declined,
    "AMAZON.NextIntent": on.NextAsked,
    "AMAZON.PreviousIntent": on.PreviousAsked,
    "AMAZON.RepeatIntent": on.RepeatAsked,
    "AMAZON.StartOverIntent": on.StartOverAsked,
    "AMAZON.PauseIntent": on.PauseAsked,
    "AMAZON.ResumeIntent": on.ResumeAsked,
    "AMAZON.HelpIntent": on.HelpAsked,
    "AMAZON.StopIntent": on.StopAsked,
    "AMAZON.CancelIntent": on.CancelAsked,
    "AMAZON.NavigateHomeIntent": on.HomeAsked,
    "AMAZON.FallbackIntent": on.NotUnderstood,
}

OUTRIGHT = frozenset({"pregnancy", "dizziness", "under-eighteen"})
"""The conditions that have intents of their own, since nobody says of them that they have them."""

WITH_SLOTS: Mapping[str, Callable[[Slots], on.Event]] = {
    "RoutineIntent": lambda slots: on.RoutineAsked(slots["level"], slots["place"], slots["kit"]),
    "NamedRoutineIntent": lambda slots: on.NamedRoutineAsked(slots["routine"]),
    "NoKitIntent": lambda slots: _kit(slots["kit"], slots["other_kit"], on.KitLacked),
    "NoThingIntent": lambda slots: _no(slots["kit"], slots["other_kit"]),
    "HaveKitIntent": lambda slots: _kit(slots["kit"], slots["other_kit"], on.KitOwned),
    "OnlyKitIntent": lambda slots: _kit(slots["kit"], slots["other_kit"], on.OnlyKitOwned),
    "ExerciseIntent": lambda slots: _exercise(slots["exercise"], slots["level"]),
    "TwoExercisesIntent": lambda slots: _two(slots["exercise"], slots["second"]),
    "LengthIntent": lambda slots: on.LengthAsked(slots["level"]),
    "ExerciseNameIntent": lambda slots: on.ExerciseNamed(slots["exercise"]),
    "AddToOwnIntent": lambda slots: on.AddAsked(slots["exercise"], slots["second"]),
    "LeaveOutNamedIntent": lambda slots: on.LeaveOutAsked(slots["exercise"]),
    "PutBackIntent": lambda slots: on.PutBackAsked(slots["exercise"]),
    "LeaveOutTodayIntent": lambda slots: on.LeaveOutAsked(slots["exercise"], own=False),
    "LeaveOutOfOwnIntent": lambda slots: on.LeaveOutAsked(slots["exercise"], own=True),
    "TechniqueIntent": lambda slots: on.TechniqueAsked(slots["exercise"]),
    "LastDoneIntent": lambda slots: on.LastDoneAsked(slots["exercise"]),
    "LevelIntent": lambda slots: on.LevelNamed(slots["level"]),
    "PlaceIntent": lambda slots: on.PlaceNamed(slots["place"]),
    "MusclesIntent": lambda slots: on.MusclesAsked(slots["exercise"]),
    "KitIntent": lambda slots: on.KitAsked(slots["exercise"]),
    "DoseIntent": lambda slots: on.DoseAsked(slots["exercise"]),
    "OftenIntent": lambda slots: on.OftenAsked(slots["exercise"]),
    "TopicIntent": lambda slots: on.TopicAsked(slots["topic"]),
    "ConditionIntent": lambda slots: on.ConditionSaid(_both(slots.get("condition"), slots.get("other"))),
    "HurtIntent": lambda slots: on.HurtSaid(joint=slots["part"].one is not None),
    "SharpPainIntent": lambda _slots: on.SharpPainSaid(),
}

DETAILS: Mapping[str, on.Detail] = {
    "WhyIntent": on.Detail.WHY,
    "MistakesIntent": on.Detail.MISTAKES,
    "FeelIntent": on.Detail.FEEL,
    "BreathingIntent": on.Detail.BREATHING,
    "EasierIntent": on.Detail.EASIER,
    "HarderIntent": on.Detail.HARDER,
    "HowHeavyIntent": on.Detail.LOAD,
    "CareIntent": on.Detail.CARE,
}

COUNTED: Mapping[str, Callable[[Mapping[str, Slot | None], Slots], on.Event]] = {
    "HoldIntent": lambda given, slots: on.HoldAsked(seconds_of(given.get("length")), slots["exercise"]),
    "TimeIntent": lambda given, slots: on.TimeNamed(
        seconds_of(given.get("length")),
        slots["place"],
        slots["level"],
        slots["kit"],
    ),
    "TimeLeftIntent": lambda given, _slots: on.QuickAsked(seconds_of(given.get("length"))),
    "NumberIntent": lambda given, _slots: on.NumberSaid(number_of(given.get("number"))),
    "RepsIntent": lambda given, slots: _reps(number_of(given.get("count")), slots["exercise"], slots["move"]),
    "MoreRestIntent": lambda given, _slots: on.MoreRestAsked(
        number_of(given.get("count")) or seconds_of(given.get("length"))
    ),
    "OwnRoutineIntent": lambda given, _slots: on.OwnAsked(seconds_of(given.get("length"))),
    "AgeIntent": lambda given, _slots: on.ConditionSaid(_age(number_of(given.get("age")))),
}
"""The intents with a number in them."""

ADULT = 18
"""In years; the skill is not offered to anybody younger (there are rules of their own for skills for children)."""

INTENTS = frozenset({*WITHOUT_SLOTS, *WITH_SLOTS, *DETAILS, *COUNTED})
"""Every intent the skill answers; a test holds it against the interaction model."""


def event_of(envelope: RequestEnvelope, catalogue: Catalogue) -> on.Event:
    """Say what the person did. An intent we don't know is not understood; a notification we don't know is unheeded."""
    request = envelope.request
    if isinstance(request, IntentRequest):
        return meant(request.intent, catalogue)
    match getattr(request, "object_type", None):
        case "LaunchRequest" | "SessionResumedRequest" | "Connections.Response":
            return on.Launched()
        case "SessionEndedRequest":
            return on.SessionLost()
        case "Alexa.Presentation.APLA.RuntimeError":
            return on.AudioFailed()
        case "AlexaSkillEvent.SkillDisabled":
            return on.SwitchedOff()
        case _:
            return on.Unheeded()


def listener_of(envelope: RequestEnvelope) -> Listener:
    """Say who spoke: a person of the account where Alexa recognises the voice, else the account, else nobody."""
    system = envelope.context.system if envelope.context else None
    session = envelope.session
    carried = (session.attributes or {}) if session else {}
    # Alexa isn't sure of a voice in every request; who began a session goes on with it.
    voice = carried.get(VOICE, system.person.person_id if system and system.person else None)
    person = voice if isinstance(voice, str) else None
    user = system.user.user_id if system and system.user else None
    request = envelope.request
    timestamp = request.timestamp if request else None
    now_ms = round(timestamp.timestamp() * 1000) if timestamp else 0
    return Listener(
        id=f"{user}{PERSON}{person}" if user and person else user or person,
        locale=(request.locale if request else None) or "",
        now_ms=now_ms,
        request=(request.request_id if request else None) or "",
        session=(session.session_id if session else None) or "",
        voice=person,
    )


def named(name: str, slot: Slot, catalogue: Catalogue) -> on.Named | None:
    """Say what a slot of that name means in the catalogue; None for one that names nothing there, as a number."""
    known = _known(catalogue)
    return _named(slot, known[name]) if name in known else None


def meant(intent: Intent | None, catalogue: Catalogue) -> on.Event:
    """Say what the person did by an intent and what is in its slots; nothing of ours is not understood."""
    name = (intent.name if intent else None) or ""
    if name in WITHOUT_SLOTS:
        return WITHOUT_SLOTS[name]()
    if intent is None or name not in INTENTS:
        return on.NotUnderstood()
    known, given = _known(catalogue), intent.slots or {}
    slots = Slots((key, _named(slot, known[key])) for key, slot in given.items() if slot is not None and key in known)
    if name in DETAILS:
        return on.DetailAsked(DETAILS[name], slots["exercise"])
    if (health := overheard(name, slots, catalogue)) is not None:
        return health
    event = COUNTED[name](given, slots) if name in COUNTED else WITH_SLOTS[name](slots)
    return _graver(event, slots, catalogue.pain) if isinstance(event, on.HurtSaid | on.SharpPainSaid) else event


def _graver(event: on.Event, slots: Slots, pain: Pain) -> on.Event:
    """Take for something graver what hurts where no muscle or joint is, as a word that was said tells."""
    words = {word for named in slots.values() for word in named.words.split()}
    if words & {*pain.emergency}:
        return on.EmergencySaid()
    return on.UnwellSaid() if words & {*pain.unwell} else event


def _exercise(exercise: on.Named, level: on.Named) -> on.Event:
    """Ask for an exercise at a level, unless these are words that name neither."""
    return on.NotUnderstood() if _strange(exercise, level) else on.ExerciseAsked(exercise, level)


def _reps(count: int | None, exercise: on.Named, move: on.Named) -> on.Event:
    """Ask for repetitions, unless a bare number stands before words that name no exercise: "two more minutes"."""
    if move.words and not move.ids:
        return on.NotUnderstood()
    return on.RepsAsked(count, exercise if move == on.UNNAMED else move)


def _two(first: on.Named, second: on.Named) -> on.Event:
    """Name two exercises, unless these are words that name none."""
    return on.NotUnderstood() if _strange(first, second) else on.TwoNamed(first, second)


def _strange(one: on.Named, other: on.Named) -> bool:
    """Say whether both slots were filled and nothing here is called so: anything has two words side by side."""
    return bool(one.words and other.words) and not one.ids and not other.ids


def _kit(
    kit: on.Named, other: on.Named, said: type[on.KitOwned | on.OnlyKitOwned | on.KitLacked]
) -> on.KitOwned | on.OnlyKitOwned | on.KitLacked | on.ConditionSaid:
    """Give what is there or isn't; of two things, one that we don't know may be a condition, and is taken for one."""
    unknown = other.words and not (kit.ids and other.ids)
    return on.ConditionSaid(on.Named((), other.words)) if unknown else said(kit, other)


def _no(
    kit: on.Named, other: on.Named
) -> on.KitLacked | on.KitOwned | on.OnlyKitOwned | on.ConditionSaid | on.Declined:
    """Give what isn't there; before anything that is no thing of ours, "no" is the answer "no"."""
    return _kit(kit, other, on.KitLacked) if kit.ids else on.Declined()


def _age(years: int | None) -> on.Named:
    """Give the condition of being young; an age without a number is a child's, and an adult's is none."""
    return on.UNNAMED if years is not None and years >= ADULT else on.Named(("under-eighteen",), "young")


def _known(catalogue: Catalogue) -> Mapping[str, Collection[str]]:
    """Give the ids a slot can hold: Alexa may still use a model older than the content."""
    return _known_in(Same(catalogue))


@lru_cache(maxsize=4)
def _known_in(same: Same[Catalogue]) -> Mapping[str, Collection[str]]:
    catalogue = same.it
    exercises = {*catalogue.exercises, *catalogue.nearby, *on.Order}
    return {
        "level": tuple(Level),
        "place": tuple(Place),
        "kit": (*Kit, *Kits),
        "other_kit": (*Kit, *Kits),
        "exercise": exercises,
        "second": exercises,
        "move": exercises,
        "routine": catalogue.routines,
        "topic": catalogue.topics,
        "condition": catalogue.conditions,
        "other": catalogue.conditions,
        "part": catalogue.pain.joints,
        "leg": (),
    }


def _both(one: on.Named | None, other: on.Named | None) -> on.Named:
    """Give what two slots name together."""
    first, second = one or on.UNNAMED, other or on.UNNAMED
    return on.Named(tuple(dict.fromkeys((*first.ids, *second.ids))), first.words or second.words)


def _named(slot: Slot, known: Collection[str]) -> on.Named:
    ids = dict.fromkeys(found for found in _resolved(slot) if found in known)
    return on.Named(tuple(ids), (slot.value or "")[:LONGEST_WORDS])


def _resolved(slot: Slot) -> list[str]:
    authorities = (slot.resolutions.resolutions_per_authority or []) if slot.resolutions else []
    wrapped = [found for authority in authorities if _matched(authority) for found in authority.values or []]
    return [found.value.id for found in wrapped if found.value and found.value.id]


def _matched(authority: Resolution) -> bool:
    return authority.status is not None and authority.status.code is StatusCode.ER_SUCCESS_MATCH
