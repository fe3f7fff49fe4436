"""What the person did, platform-free and in the past tense. An event that exists is legal.

Each file here holds the events of one subject and ends with their union; callers take them all from this package.
"""

from skill.coach.events.choosing import *
from skill.coach.events.health import *
from skill.coach.events.named import *
from skill.coach.events.notices import *
from skill.coach.events.own import *
from skill.coach.events.questions import *
from skill.coach.events.small_talk import *
from skill.coach.events.steering import *
from skill.coach.events.wishes import *

Event = Choice | Own | Question | Steering | Wish | SmallTalk | HealthWord | Notice
