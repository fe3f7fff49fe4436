"""What people say to a coach from a mat, and what it is heard as; what it then does is told in stories."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from skill.alexa.interaction_model import build_all
from skill.catalogue.model import Catalogue
from skill.simulator.recognizer import Recognizer
from skill.speech.loader import LOCALES

HEARD = {
    "AMAZON.CancelIntent": """
        cancel; never mind
    """,
    "AMAZON.HelpIntent": """
        what can i say; help; help please; i don't understand; i don't get it
    """,
    "AMAZON.NavigateHomeIntent": """
        go home
    """,
    "AMAZON.NextIntent": """
        next; next one please
    """,
    "AMAZON.NoIntent": """
        no; none of them; none; nothing; nothing else; no thank you; not that one; nah; not really; not now
    """,
    "AMAZON.PauseIntent": """
        hold on one second please; hang on a minute please; wait i'm not ready; bear with me; hold up; wait two minutes
        just a moment please; one sec please
        nearly ready; almost ready; not quite; not quite ready; one minute please; in a minute; in a moment; no wait
        no hold on
        hold on the door; hold on the phone is ringing; wait the kids; hang on the doorbell; pause for two minutes
        i need to catch my breath; let me catch up; give me a break; in five minutes
        i have to take this call; i need to take this; i have to answer the phone; let me get the door; i have a call
        my phone is ringing; my phone's ringing; the doorbell is ringing; someone's at the door; somebody is at the door
        i have to pee; i need to pee; i need the bathroom; i have to go to the bathroom
        pause the workout please; i need to pause the routine
        not yet; i need to get my mat; i'm getting my mat; wait; give me a minute; hang on a second; just a minute
        i need a minute; be right back; please pause; could you pause; please wait; pause; i need a break
        stop for a second; pause please; hold on a second; just a second; give me a second; wait a sec
        let me get some water; i need water; i need a drink; can i rest; can i have a rest; hang on; one moment
        wait a minute
    """,
    "AMAZON.PreviousIntent": """
        go back; go back please; can we go back; back; the one before
    """,
    "AMAZON.RepeatIntent": """
        what did you say; repeat; say that again; what; say them again; what were they; which ones are there; again
        one more time; say it again please; sorry what did you say; could you repeat that; i didn't hear you
        i didn't catch that; one more time please; please repeat; can you repeat; what was the question
        what do you mean; sorry; i missed that; what was that; say it again; huh; pardon; say that again please
        come again
    """,
    "AMAZON.ResumeIntent": """
        carry on; okay i'm back; continue please; back to my workout; go on; continue; i'm back; where was i
        keep going
    """,
    "AMAZON.StartOverIntent": """
        restart the workout; restart this routine
        start over; can we start over; start again; from the beginning
    """,
    "AMAZON.StopIntent": """
        i have to go now; gotta go; that's enough for now; let's call it a day; i'm off; that'll do for today
        thank you that's all for today; the baby woke up i have to go; i'll come back later; that's me done; cheerio
        stop the workout please; end the session please; i need to end the session; i want to stop the session
        stop; remind me later; i'll do it later; later; thanks that's all; bye; goodbye; see you; see you tomorrow
        good night; i'm not in the mood; bye bye; thanks bye; for today; let's stop; stop please; please stop
        can we stop; that's enough; i need to stop; i want to stop
    """,
    "AMAZON.YesIntent": """
        yeah i think so; oh okay; right then; all good; ok; ok then
        sure; okay then; yes; okay; yes let's do it; sure why not; why not; sounds great
    """,
    "AbilitiesIntent": """
        what can you do; who are you; what's your name; are you a real person; what are you; what do you do
        how does this work
    """,
    "AboutIntent": """
        what is it; what is this; tell me about this exercise; what's this; what are we doing
    """,
    "AdvancedIntent": """
        can i do the advanced one; i'd rather do advanced
        no sorry advanced; make it advanced
        i'm advanced
    """,
    "AtHomeIntent": """
        no at home; no rather at home
        i'm at home; i'm at the office
    """,
    "BeginnerIntent": """
        change it to beginner; i'd prefer beginner; i'll take beginner
        i'm a beginner; i'm new to this; i've never done this before; it's my first time; i'm not very fit
    """,
    "BreathingIntent": """
        do i breathe in or out
        how do i breathe; should i hold my breath; when do i breathe
    """,
    "CareIntent": """
        what are the risks; are there any risks; can i hurt myself; is it dangerous; what should i watch out for
        is that safe; who should not do this
        is it safe
    """,
    "ChoiceLeftIntent": """
        any; any of them; either; you choose; surprise me; which is best for beginners; what do you recommend
        which one should i do; what's best for me; which one is best; whatever; either one
    """,
    "ContentsIntent": """
        what can i do; what can i do then; so what can i do; what's left
        what exercises are in it; which exercises; what's in it; what are the exercises; what's first
        what do we start with; what comes first; explain the exercises; tell me about the exercises
        tell me about the routine
    """,
    "CountEverySecondIntent": """
        count every second
    """,
    "CountQuietlyIntent": """
        stop counting; don't count
    """,
    "DoctorIntent": """
        when should i see a doctor; when do i need to see a doctor; when to see a doctor; when should i go to the doctor
        should i see a doctor; do i need a doctor; should i ask a physio
    """,
    "DoneIntent": """
        no more; no more thanks
        that's all; that's it; no that's it; i'm done; all done; finished; done
    """,
    "DoseIntent": """
        how many sets; how many reps; how many times; how many of these; how many reps of torso lifts
        how long should i hold it; how long do i hold the reverse plank; how many sets are there
    """,
    "EaseIntent": """
        can we do an easier one; do fewer reps
        can i do something easier; can i do less
        make it easier; i want something easier; easier
    """,
    "EasyIntent": """
        pretty easy; a bit easy; that was a bit too easy; quite easy; not hard enough
        too easy; it was easy; this is too easy
    """,
    "EmergencyNumberIntent": """
        what's the emergency number; which number should i call in an emergency
    """,
    "ExerciseIntent": """
        i just want to do torso lifts; do the reverse plank instead; do torso lifts again
        start the exercise; begin the exercise; start this exercise
        let's do it; do it; talk me through it; i want to do planks
        can we do good mornings; can we try torso lifts; can i do this; i want to do it
    """,
    "ExerciseNameIntent": """
        the barbell one; no i mean the plank; no i meant torso lifts
        what are good mornings; what is a reverse plank; the first one; number two; the first; number five
        exercise number two; the last one; the easiest one; the hardest one; torso lifts; the plank; kettlebell
        the kettlebell one; what is the first one; tell me about the second one; what is the easiest exercise
        number three; more about ball rolls; ball rolls; exercise; the exercise; dead bug; cat cow; childs pose
    """,
    "ExperiencedIntent": """
        can we do intermediate instead; switch to intermediate; let's try intermediate; i want intermediate
        no wait i meant intermediate; i mean intermediate; actually intermediate; make it intermediate
        intermediate instead; no i meant intermediate
        i've done this before; i'm experienced; i know how it goes; i train regularly; i know this
    """,
    "FasterIntent": """
        can we go faster
        faster; too slow
    """,
    "FeelIntent": """
        where should i feel it; where should i feel this; should i feel it in my back
    """,
    "FormIntent": """
        how's my form; can you see me; is this right; am i doing it right
    """,
    "GentleIntent": """
        something easy; nothing too hard; something gentle
    """,
    "StandingIntent": """
        i can't get down to the floor; i can't get on the floor; i can't kneel; something standing; can i stand
        only standing exercises; no floor exercises; i can't lie on the floor
    """,
    "RecoveryIntent": """
        i had a heart attack; i had a heart attack last month; i had a stroke; i had a stroke a few years ago
        i've had a heart attack before; i'm recovering from a stroke; can i train after a heart attack
        i had cauda equina last year; i had a mini stroke recently
        i hurt my back last week; i pulled my back two weeks ago; my back hurt yesterday; my back used to hurt
        should i train when my back hurts
    """,
    "GettingDownIntent": """
        i can't get down
    """,
    "GettingUpIntent": """
        how do i get up; help me up
    """,
    "GoodMorningIntent": """
        good morning
    """,
    "GotItIntent": """
        no worries; no problem
        i don't have any pain; i have no problems; i'm healthy; my back doesn't hurt; nothing hurts
        my doctor said it's okay; no sharp pain; no it's not sharp
        great; it was great; that was great; not bad; perfect; i loved it; it was fun; i feel good; i feel better
        i feel great; got it; i see; makes sense; nice
    """,
    "GreetingIntent": """
        how are you; hello how are you; how are you today
        hello; hi there
    """,
    "GymIntent": """
        no at the gym; no in the gym
        i'm at the gym; i'm in the gym
    """,
    "HarderIntent": """
        make it harder; i want something harder; harder; harder please
    """,
    "HaveKitIntent": """
        i have a ball; i have kettlebells; i have two kettlebells; i have weights; i have a kettlebell and a ball
        i have one kettlebell and a ball; i've got a mat and a bench
    """,
    "HoldIntent": """
        a plank for ninety seconds; a plank of ninety seconds; plank for ninety seconds; do a plank for a minute
        i want to hold the plank for thirty seconds; give me a thirty second plank; i want to do a thirty second hold
    """,
    "HomeIntent": """
        home; home please
    """,
    "HowHeavyIntent": """
        what weight do i need
    """,
    "HowLongIntent": """
        how much longer is it; how many minutes left; are we done yet; how long have we got
        how long is the rest; when will we be finished; how far through am i; when are we finished
        how many more; how long is left; how many have i done; how many are left; what number are we on
        which rep is this; which rep am i at; what rep are we at; am i nearly there; are we nearly done
        how many exercises are left
        how many more exercises; i lost count; how long have i been going; how long have we been going
        how much longer
    """,
    "HowManyIntent": """
        how many exercises; how many exercises are there; how many are there; which point is this
    """,
    "HurtIntent": """
        my back hurts; i'm tired; i'm exhausted; i'm sore; i can't do any more
    """,
    "KitIntent": """
        what do i need; do i need a mat; do i need equipment; do i need anything
    """,
    "LeaveOutIntent": """
        not this one; another exercise; skip this exercise; i don't like this one; i don't want to do this one
        can i do something else instead; swap this exercise
    """,
    "LengthIntent": """
        how long is this going to take
        how long does it take; how long; how long is it; how long are the routines; how long will it take
        how long are the workouts
    """,
    "LevelIntent": """
        something for beginners
        for beginners; intermediate; the advanced one; beginner; easy; hard; medium; no the advanced one
    """,
    "ListIntent": """
        can i just do one exercise; can i do just one exercise; i just want to do one exercise
        more exercises; list; exercises for my back; exercises for the lower back; something for my glutes
        something for my hamstrings; teach me; teach me an exercise; show me an exercise; show me the exercises
        one exercise; just one exercise
    """,
    "MistakesIntent": """
        what are common mistakes
    """,
    "MoreRestIntent": """
        i need more rest; longer rest
    """,
    "MusclesIntent": """
        which muscles does it work; what does it work; what muscles does it work; what muscles is this working
    """,
    "NamedRoutineIntent": """
        gym advanced; gym beginner; advanced gym; home beginner; beginner home; home intermediate
        something with a ball; the short one
    """,
    "NextExerciseIntent": """
        next exercise; skip to the next exercise
    """,
    "NoKitIntent": """
        i don't have a mat; i have no ball; can i do it without a mat; i have no weights; i don't have any weights
        i don't have weights here; i have no equipment; i don't have a bench here; i have no bench and no bar
        i don't have a ball or a bench
    """,
    "NoThingIntent": """
        no ball; no weights; no equipment; no bench or bar; no ball here; no let me think
    """,
    "NumberIntent": """
        one; two; seven; eight; ten; five; three; maybe fifteen; fifteen
    """,
    "OftenIntent": """
        how often should i do torso lifts; how often i should do the plank; can i do good mornings every day
        how many times a week should i do ball rolls; how many days a week can i do romanian deadlifts
    """,
    "OnlyKitIntent": """
        just the ball; only a kettlebell
        only a mat; nothing but a mat; just a mat and a ball; i only have a mat and two kettlebells
    """,
    "PlaceIntent": """
        no i mean at home; no i meant at the gym
        at the gym; at home; at the office
    """,
    "ProgressIntent": """
        do i have a streak; how long is my streak; how's my streak; what's my streak
        how did i do; how am i doing; what was the last one i did
    """,
    "QuarterHourIntent": """
        a quarter hour routine; a quarter of an hour
    """,
    "QuickIntent": """
        have you got something shorter; i need it shorter; can it be shorter; just a quick one
        can we make it shorter; can we cut it short; is there something shorter; the short version; a shorter version
        make it shorter; i'm in a rush; something quick; i'm in a hurry; something short
    """,
    "QuietCoachIntent": """
        shut up and count; stop chatting; shush
        stop talking just count; less chatter please; don't talk so much
        stop talking; be quiet
    """,
    "ReadyIntent": """
        ready to roll; i think i'm ready; let's do it then; ok i'm ready
        i'm ready now; yep ready; yes ready; here we go; i'm set; i'm good to go; off we go then
        start now; begin now; i'm ready; i'm ready to start; ready when you are; yes i'm ready; go; go on then
        alright let's go; let's start; let's go; start; ready; i'm lying down
    """,
    "RemindIntent": """
        do i look up or down; are my legs straight; am i lying on my front; which way do my palms face; how wide apart
        what do i do with my hands; palms up or down; am i on my back or my front; where are my hands; how far apart
        do i keep my feet down; explain again; tell me how again; explain it again
        is my back supposed to be straight; how high should i lift; where do my hands go; where do i put my hands
        where do i look; can i bend my knees
    """,
    "RepsIntent": """
        only torso lifts please; just the bridge; just torso lifts
        do twenty good mornings; i want to do twenty good mornings; coach me through twenty good mornings
        give me twenty good mornings; twenty good mornings; forty torso lifts; ten deadlifts; one good morning
        ten kettlebell deadlifts please; let's do ten hyperextensions; twenty squats
    """,
    "RightIntent": """
        not too hard; it was not too hard; it wasn't too hard; not so hard; not too bad; so so; it was so so; in between
        fine; good; it was good; that was good; it was okay; right; just right; about right
        just right thanks; that was fine thank you
    """,
    "RoutineIntent": """
        a routine for intermediate; a routine for beginners
        a workout for beginners; the session for beginners
        i want to start the beginner routine; can i have the advanced routine; i want to do a routine at home
        let's start a workout; take me through a beginner routine; how about the intermediate routine
        i want to do a beginner routine; i want to do a beginner routine at home; can we do a beginner routine
        i'd like to do the advanced routine; let's do a beginner workout at home; i would like to do an easy workout
        a beginner routine please; i want to do a workout; can we do a routine
        give me a workout; i want a workout; start a workout; a beginner routine
    """,
    "RoutinesIntent": """
        another workout; what else is there; what have you got; what do you have; which routines do you have
        change my level
    """,
    "SetAgainIntent": """
        restart this set; restart the set; redo that set
        can we do it again; can we do that again
        do it again; start this set again; go again; do that again; can we do another set; one more set
    """,
    "SkipSetIntent": """
        skip this set; skip the set; skip that set please; skip the rest of this set; leave this set out
    """,
    "SetDoneIntent": """
        next set; i've finished the set; that set is done; i did it
    """,
    "ShortTalkIntent": """
        can you talk less
        talk less
    """,
    "SkipIntent": """
        can i skip this; skip; skip this one
    """,
    "SkipRestIntent": """
        less rest; no rest
    """,
    "EffortIntent": """
        it's just hard work; just hard work; no it's only effort; it's only a burn
    """,
    "PutBackIntent": """
        bring them back
        oops put them back
        put the torso lifts back; put them back in; actually keep them; keep the good mornings in
        don't leave anything out
    """,
    "SkipCoolDownIntent": """
        skip the stretches; leave out the stretches at the end; no cool down; i don't want to stretch; no stretching
        can we skip the cool down; leave out those stretches
    """,
    "SkipWarmUpIntent": """
        skip the warm up i'm warm
        skip the warm up; no warm up; i'm already warm; i've already warmed up
    """,
    "SlowerIntent": """
        can we do it slower; can we go a bit slower
        speak slower; can you speak slower; slower; too fast; not so fast; you're going too fast; slow down
    """,
    "SomethingElseIntent": """
        something else; a different one; another one
    """,
    "StartWorkoutIntent": """
        start it; start the workout; start my workout
    """,
    "TechniqueIntent": """
        i want to learn one exercise; i only want to learn one exercise; i want to learn torso lifts
        i'd like to learn the reverse plank; i want to learn how to do good mornings
        i just want to learn a new exercise
        could you show me how to do good mornings; can you teach me how to do torso lifts
        how do i do torso lifts; how do i do ball rolls
    """,
    "TellMoreIntent": """
        tell me more; what else; more
    """,
    "ThanksIntent": """
        thanks; thank you; thanks coach; well done; thanks a lot; cheers
    """,
    "TimeLeftIntent": """
        i have five minutes left; i only have two minutes left; five minutes left; i've got about ten minutes left
    """,
    "NothingIntent": """
        i have nothing; i've got nothing here; i don't have anything
    """,
    "BothIntent": """
        both; both of them; do both; i want both
    """,
    "TimeIntent": """
        do it in ten minutes; i want to be done in twenty minutes
        no twenty minutes; no make it ten minutes; no i mean half an hour; no i only have five minutes
        can we do ten minutes
        i want to do a ten minute workout; can we do a five minute session
        i want to train at home for fifteen minutes; i want to exercise for ten minutes; can we train for ten minutes
        i have a ten minute break
        too long; too short; make it longer; ten minutes; i only have five minutes; something longer; a longer one
        a longer workout; twenty minutes; two minutes; an hour; that's too long; i have about twenty minutes
        ten minutes today; half an hour at home; a ten minute beginner routine; at the gym for twenty minutes
        i want ten minutes; i'd like twenty minutes
        about ten minutes; ten minutes at the gym; half an hour; give me two minutes; ten seconds
        give me thirty seconds
    """,
    "TooHardIntent": """
        a bit hard; quite hard; pretty hard; it was a bit hard; that was really tough; it's a bit hard
        too hard; it was hard; this is hard; this is difficult; it's hard
    """,
    "TopicIntent": """
        can i train every day; can i exercise daily; should i train every day
        how often can i do it; how many times a week should i do it; can i do it daily
        how often should i do the routine
        how often; how often should i do them; when should i do them; who made this; where does this come from
        what are the benefits; what are the benefits of strengthening; why these exercises; is it hard
        which one is easiest; when should i do it again; what do i do tomorrow; should i rest tomorrow
        can i do it again tomorrow; what's the best exercise; which is the hardest exercise; is it difficult
        is it for beginners; tell me more about posture; how many times a week; can i do this every day
        when is the best time; what is this based on; how do you know that; will this help my back pain; will it help
        how long until i see results; when will my back feel better; does this really work; will my back get better
        what can i expect
    """,
    "UndecidedIntent": """
        i don't know; no idea
    """,
    "UsualIntent": """
        suggest some exercise; can you suggest an exercise; recommend me a workout
        repeat the workout; what should i do next; what should i do now; i want to work out; i want to exercise
        i'd like to exercise; let's work out; let's exercise; start exercising; i want a stronger back
        i want to strengthen my back; strengthen my back; train my back; something for my lower back; the usual
    """,
    "VolumeIntent": """
        louder; speak up; volume up; turn it up; i can't hear you; count louder
    """,
    "WeekIntent": """
        what did i do yesterday; what did i do last week; what have i done this week; what exercises did i do last week
        what did i do
    """,
    "WhatsNextIntent": """
        what's next; and then; is this the last one; what comes after this
    """,
    "WhichSetIntent": """
        where are we; is this the last set; how many sets left; i lost my place; which exercise is this
        what exercise am i on
    """,
    "WhyIntent": """
        why; why am i doing this; what is this for; what does this do; is this good for me
    """,
    "LeaveOutTodayIntent": """
        not the reverse plank today; i don't like doing good mornings; do it without torso lifts
        i don't want to do the reverse plank; without doing the reverse plank
    """,
    "KeepGoingIntent": """
        stop asking if i'm ready; don't ask me if i'm ready
    """,
    "EasierIntent": """
        easier version please; give me an easier version; can we do an easier version
    """,
}

UNCLEAR = """
    is there a warm up; what's the warm up; all of them; the one with the ball; what's the difference
    i hated it; how long was that; how many did i do; should i stretch; can i stretch; cool down
    help me with my back; what's good for my back; i'm at work; how much does it cost; is it free
    what time is it; play music; i'm bored; i'm hungry; wake up; what does it cost; less; skip to the end
    which exercise was it; what can i do instead; i don't feel anything; i'm on the floor; more encouragement
    how long have i rested; two bells; two kettlebells; one bench
"""
"""What is nothing for this coach, or could be two things: rather than guess, it says what can be said."""


@pytest.fixture(scope="module")
def recognizers(root: Path, catalogue: Catalogue) -> Mapping[str, Recognizer]:
    """Give what hears by the model of each locale."""
    return {locale: Recognizer(model) for locale, model in build_all(root, catalogue).items()}


def said(text: str) -> Iterator[str]:
    """Give the utterances of a table."""
    return (utterance.strip() for line in text.strip().splitlines() for utterance in line.split(";"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("intent", HEARD)
def test_a_plain_sentence_is_heard_as_it_is_meant(
    recognizers: Mapping[str, Recognizer], intent: str, locale: str
) -> None:
    """In every locale, in the words people use."""
    heard = {utterance: recognizers[locale].recognize(utterance).intent for utterance in said(HEARD[intent])}

    assert {utterance: other for utterance, other in heard.items() if other != intent} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_unclear_is_not_guessed(recognizers: Mapping[str, Recognizer], locale: str) -> None:
    """No sample and no slot takes what it was not made for."""
    heard = {utterance: recognizers[locale].recognize(utterance).intent for utterance in said(UNCLEAR)}

    assert {utterance: intent for utterance, intent in heard.items() if intent != "AMAZON.FallbackIntent"} == {}
