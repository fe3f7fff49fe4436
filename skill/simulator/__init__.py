"""The simulator: another microphone. It knows the interaction model and reaches the skill over HTTP only.

``recognizer`` turns what is said into an intent, ``device`` is the Echo that sends it and plays the answer, and
``shell`` is the room: a person, a clock and a transcript. Nothing here imports another part of the skill.
"""
