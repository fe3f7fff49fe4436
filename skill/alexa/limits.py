"""The platform's numbers, named. An answer that exceeds one would be dropped by Alexa; a test proves none does."""

SPEECH_CHARS = 8000
"""Alexa refuses longer output speech, tags counted."""

RESPONSE_BYTES = 24 * 1024
"""Amazon's older limit; the newer copies say 120 kilobytes. Below this both hold."""

APLA_MS = 240_000
"""The longest audio of one APL for Audio document, all components together."""
