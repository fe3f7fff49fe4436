"""What people say when something hurts, and the tier it is heard in: effort, a sign to stop, an emergency."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from skill.alexa.interaction_model import build_all
from skill.catalogue.model import Catalogue
from skill.simulator.recognizer import Recognizer
from skill.speech.loader import LOCALES

EFFORT, STOP, UNWELL, EMERGENCY = "HurtIntent", "SharpPainIntent", "UnwellIntent", "EmergencyIntent"

TIERS = {
    EFFORT: """
        actually it hurts; no wait it hurts
        hang on it hurts; wait my back hurts; okay but my back hurts; my back hurts can we stop; it hurts can i skip it
        i'm feeling pain; there's pain; i have a bit of pain in my lower back; this doesn't feel good; the pain is back
        there's something wrong; something's not right in my back; skip it it hurts my back
        i can't do this it's killing me
        that hurts; it hurts; this hurts; it hurts a bit; that hurts a little; that really hurts; ow; ouch; ow ow ow
        ow that hurts; ouch my back; oh my back; stop it hurts; my back hurts; my lower back hurts; my back aches
        my back is killing me; my back's killing me; my wrist hurts; my wrists hurt; my left wrist hurts
        my shoulder hurts; my shoulders ache; my neck hurts; my neck is sore; my knees hurt; my hip hurts
        my hamstrings are burning; my thighs burn; my legs are tired; my legs are shaking; my stomach hurts
        my left shoulder blade hurts; i have pain in my back; there's pain in my lower back; pain in my wrist
        it burns; it's burning; it aches; it's sore; it's painful; that is painful; this is uncomfortable; pain
        i'm in pain; i am in pain; i'm sore; i've got cramp; i have a cramp; cramp in my foot
        that's too painful; i can't do this; i can't do it
        i can't do it any more; i can't hold it; i can't keep going; i'm exhausted; i'm struggling
        it hurts when i lift; it hurts when i come down; it hurts a bit in my back; my back hurts a little
        i said it hurts; my back is really hurting me; i said my back hurts; no my back hurts; it's still hurting
        my back feels stiff today
        um that hurts; my back is really hurting; that's really hurting; this is hurting my back; ooh that hurts
        enough it hurts; it pinches; should it hurt; is it normal that it hurts
        it hurts so bad; oh god it hurts; it hurts stop; i hurt; make it stop; my back hurts now; my back is bad today
        my legs feel heavy; my knee hurts when i bend it
        something hurts; something hurts again; something in my back hurts; now it hurts; now it hurts again
        now my back hurts; it aches a little; it burns a bit; it hurts a little bit; not sure if it hurts
        i don't know if it hurts; i think it hurts; it's my lower back; it is my back; it's my knee
        i feel a cramp; my leg cramps; my calf is cramping; my foot cramped; my legs are cramping; my abs are cramping
        i have a cramp in my leg; cramp in my calf; i've got cramp in my side; a cramp in my hamstring
        my lower back cramps
    """,
    STOP: """
        that hurts really badly; i think i hurt my back; stop i hurt my back; i'm injured; i'm in so much pain
        my back is in agony; i feel a pinch in my back; it feels like something is stabbing me; oh my leg
        my back and my leg hurt
        no my leg hurts; my leg hurts a little; i said my leg hurts; ow my leg hurts
        yes it's sharp; no it's sharp; in my leg; down my leg; yes in my leg; it pulls in my leg; i feel it in my leg
        i pulled a muscle in my back; i feel a pull in my back
        sharp pain; a sharp pain; i have a sharp pain; i felt a sharp pain; it's a sharp pain; that was sharp
        it's sharp; sharp pain in my back; a stabbing pain in my side; shooting pain; shooting pains
        a shooting pain down my leg; shooting pain down my leg; i've got shooting pain down my leg
        it's going down my leg; the pain is going down my leg; it goes down my left leg; it's shooting into my foot
        it's spreading; it's in my leg; pain in my leg; pain down my right leg; tingling in my leg; my leg is tingling
        my leg tingles; my leg is numb; my left leg has gone numb; my leg feels weak; my leg hurts; my calf hurts
        my foot is numb; i can't feel my leg; i can't feel my foot; pins and needles
        i have pins and needles in my foot; my toes are tingling; my hand is numb; i feel numb; i'm going numb
        it's tingling; something popped; something just snapped; something went in my back; i felt a pop
        i felt something go; i heard a crack; my back went; my back just went; my back has gone; my back's gone
        my back gave out; my back is in spasm; my back seized up; i pulled a muscle; i've pulled my hamstring
        i think i've pulled something; i hurt my back; i've hurt myself; i twisted my ankle; my knee is swollen
        my knee gave way; it's an electric shock; it feels like an electric shock; i fell; i've fallen; i fell over
        i fell off the ball; i dropped the kettlebell on my foot; terrible pain; i'm in agony; it's unbearable
        it's getting worse; it hurts when i cough; it's worse at night; i have a pain between my shoulder blades
        my legs hurt; my leg's gone numb; my foot's tingling; i've lost feeling in my leg; i think my back went
        i've slipped a disc; something's wrong; it doesn't feel right; i'm feeling a sharp pain; i've had a fall
        i fell on my back; it's a sharp pain in my back; i felt something pop in my back
        i'm getting pins and needles in my foot; it goes down to my foot; pain is shooting down my thigh
        my other leg is numb too; something feels off; something's not right; i think i hurt myself
        my lower back feels weird; my back went out yesterday; my hip is out; my back is out
        it's worse now; now it's worse; it's much worse; no it's worse; it's worse than before; it hurts more now
        the pain got worse; i think i pulled something; i think i tore something; i think i strained my back
        it feels like something tore; it felt like something snapped; i feel a twinge; a twinge; there's a sharp twinge
        i felt a twinge in my back; a twinge in my leg; it's spreading to my leg; it's spreading into my thigh
        it went down my leg; the pain shot down my leg; it goes down my thigh; electric shock in my leg
        electric shocks in my leg; i feel electric shocks down my leg; i felt an electric shock
        it's like an electric shock in my foot
        i've got a spasm; i have a spasm in my back; spasms; i can't stand up straight; i can't straighten up
        i can't lift my leg
    """,
    UNWELL: """
        i've come over all dizzy; my heart's pounding; i wet myself a little when i lift
        i'm out of breath; no i feel dizzy; no i'm dizzy; i become dizzy
        i feel dizzy; i'm dizzy; i'm feeling dizzy; i feel a bit dizzy; i feel faint; i feel light headed; i feel sick
        i feel nauseous; i'm going to be sick; i think i'm going to faint; i nearly passed out; the room is spinning
        my head is spinning; i feel unwell; i feel strange; i'm short of breath; i'm breathless
        i can't catch my breath; my heart is racing; my heart is pounding; i have palpitations; my head hurts
        i've got a headache; i have a fever; i don't feel well; i'm not feeling well; dizzy; feeling faint
        my heart is beating really fast; i'm having palpitations; i'm getting dizzy; i'm feeling a little dizzy
        everything's spinning; i'm gonna throw up; i am seeing black; my heart feels weird
        i'm feeling a little bit dizzy; i'm feeling a little bit dizzy right now; i feel dizzy again
        i'm dizzy right now
        i'm feeling a little bit dizzy right now to be honest; i feel kind of faint
        i'm so dizzy; i'm getting dizzy again
        i feel a cramp in my belly; cramp in my stomach; i've got stomach cramps; my belly is cramping; i'm bleeding
        my jaw hurts; my jaw aches; my jaw is tight; pain in my jaw; i have a pain in my jaw
        i'm pregnant and it hurts; i'm pregnant and i feel dizzy
    """,
    EMERGENCY: """
        it hurts to breathe; help me i've fallen; both my legs feel funny
        no my chest hurts; my chest hurts a little; it hurts a bit in my chest; my chest feels tight today
        my left arm hurts a little; i don't want to die; i don't want to live like this
        i can't get up from the floor; i can't get back up; i'm stuck on the mat; in both legs; no call an ambulance
        no i have chest pain
        i can't feel my legs; i cannot feel my legs; i can't move my legs; i can't move; i can't move my leg
        i can't get up; i can't feel my feet; my legs are numb; both my legs are numb; both legs are weak
        both legs hurt; my legs gave way; my leg gave way; my leg is getting weaker; pain in both legs
        tingling in both feet; both my legs tingle; i can't hold my pee; i wet my pants; i need to ring an ambulance
        i want to kill myself; my chest feels funny
        it's going down both legs; my feet are numb; i've gone numb down below; i'm numb down there
        i can't feel anything down there; i can't feel down there; i'm numb between my legs; numbness between my legs
        tingling down below; my bum is numb; my groin has gone numb; i can't feel my bottom; i've wet myself
        i wet myself; i peed myself; i've soiled myself; i can't pee; i can't wee; i can't control my bladder
        i can't control my bowels; i've lost control of my bladder; chest pain; i have chest pain
        i've got chest pains; my chest hurts; my chest feels tight; pain in my chest; pressure on my chest
        tightness in my chest; pain down my left arm; my left arm hurts; i think i'm having a heart attack
        i'm having a heart attack; heart attack; i think i'm having a stroke; i can't breathe; i can not breathe
        i'm struggling to breathe; trouble breathing; i'm choking; i fainted; i passed out; i blacked out
        i hit my head; i think i've broken my wrist; i've fallen and i can't get up; call an ambulance
        please call an ambulance; call me an ambulance; get an ambulance; i need an ambulance; call for help
        call a doctor; i need a doctor; call the emergency services; it's an emergency; this is an emergency
        emergency; call nine one one; call nine nine nine; call triple zero; dial one one two; call 911
        take me to hospital; my face is numb; i've lost the feeling in my legs; i have no feeling in my legs
        i can't get off the floor; my heart hurts; someone call an ambulance; i've got a tight chest
        i'm having a chest pain
        my arm and jaw hurt; my jaw and my neck hurt; pain in my arm and jaw; i have pain in my jaw and my left arm
        i've lost feeling between my legs; i have no feeling down below; no feeling between my legs
        i can't lift my foot; i cannot lift my left foot; my foot is dropping; i can't lift my legs
        i can't talk properly; i can't speak properly; my speech is slurred; i'm slurring my words
        one side of my face is numb; get help; get me help; send help; get someone; someone help me; save me
        i feel like i'm dying; i think i'm dying; i feel like i'm going to die; i'm going to die
        i'm pregnant and bleeding; i'm pregnant and i'm bleeding; i'm bleeding and pregnant; i'm bleeding badly
        my waters broke; i'm having contractions; i have cauda equina; cauda equina syndrome
        i have a heart attack; i just had a stroke; i've had a heart attack; it's spreading to both legs
    """,
}
"""By tier, as the reference sorts them; what could be two things is the graver."""

LOCAL = {
    ("en-US", STOP): "i threw my back out; i threw out my back",
    ("en-US", EFFORT): "i've got a charley horse",
    ("en-US", EMERGENCY): "take me to the e r; take me to the emergency room",
    ("en-CA", STOP): "i think i threw my back out",
    ("en-CA", EMERGENCY): "take me to emergency",
    ("en-GB", STOP): "i've done my back in; i've put my back out",
    ("en-GB", UNWELL): "i've come over all funny; i feel poorly",
    ("en-GB", EFFORT): "i'm knackered; my back is giving me gyp; me back's killing me",
    ("en-GB", EMERGENCY): "take me to a and e",
    ("en-AU", STOP): "i've done my back",
    ("en-AU", UNWELL): "i feel crook",
    ("en-AU", EFFORT): "i'm stuffed; my back's stuffed",
    ("en-AU", EMERGENCY): "call triple o; call the ambos",
    ("en-IN", UNWELL): "i feel giddy; my head is reeling; my jaw is paining",
    ("en-IN", STOP): "my leg is paining; i am having pain in my leg",
    ("en-IN", EFFORT): "it is paining; my back is paining; i am having pain in my back; it's paining a lot",
    (
        "en-IN",
        EMERGENCY,
    ): "i am having chest pain; my chest is paining; both my legs are paining; my arm and jaw are paining",
}
"""What is said in one locale, beside what is said in all."""

OTHERWISE = """
    ready; stop; skip; easier; harder; help; my back routine; back; where should i feel it; what should i feel
    i'm ready; torso lifts; the table; count ten of them; more rest; i need more rest; i need help; not so fast
    i'm done; is it safe; what should i be careful with; a hard routine; slow down; what muscles does it work
    in my living room; i feel it in my glutes; i feel it in my back; in my own routine; no sharp pain; it's not sharp
    i don't want any more; i don't want to hurt myself; my back doesn't hurt; i have no pain; why this; can i stop
    i hurt my back last week; is it normal that it burns
    something helps; something else; it's better now; now it works; it's easier now; it went well; it's over now
    not sure; not sure if it helps; i don't know; it's my first time; it's my last one; it's my turn; it's my sciatica
    i feel a stretch; it feels like something heavy; i can't lift it; i can't lift the bar; can i lift my foot
    should i lift my foot; get ready; get my mat; get the ball; save it; save my routine; help me; i lost count
    i lost my place; i have to pee; i have to take this call; someone's at the door; i can't hear you; i'm pregnant
    should i relax my jaw; i had a heart attack last year; i had a stroke; i woke up with a stiff back
    not too hard; a bit hard; in the middle; no twenty minutes; i have a heart condition; i have a rod in my back
    when should i see a doctor; call my mum; how far should it go down; it goes down slowly
"""
"""What is near those words, and nobody's pain."""


@pytest.fixture(scope="module")
def recognizers(root: Path, catalogue: Catalogue) -> Mapping[str, Recognizer]:
    """Give what hears by the model of each locale."""
    return {locale: Recognizer(model) for locale, model in build_all(root, catalogue).items()}


def said(text: str) -> Iterator[str]:
    """Give the utterances of a table."""
    return (utterance.strip() for line in text.strip().splitlines() for utterance in line.split(";"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("tier", TIERS)
def test_what_hurts_is_heard_in_its_tier(recognizers: Mapping[str, Recognizer], tier: str, locale: str) -> None:
    """In every locale, in the words people use, and in those of its own."""
    utterances = [*said(TIERS[tier]), *said(LOCAL.get((locale, tier), TIERS[tier]))]
    heard = {utterance: recognizers[locale].recognize(utterance).intent for utterance in utterances}

    assert {utterance: intent for utterance, intent in heard.items() if intent != tier} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_does_not_hurt_is_not_heard_as_pain(recognizers: Mapping[str, Recognizer], locale: str) -> None:
    """Nobody is sent home for asking how an exercise should feel."""
    heard = {utterance: recognizers[locale].recognize(utterance).intent for utterance in said(OTHERWISE)}

    assert {utterance: intent for utterance, intent in heard.items() if intent in TIERS} == {}
