"""The numbers at the edge, named: what the platform takes from us, and what we take from a stranger."""

SPEECH_CHARS = 8000
"""Alexa refuses longer output speech, tags counted; a test proves that no answer is."""

RESPONSE_BYTES = 24 * 1024
"""Amazon's older limit; the newer copies say 120 kilobytes. Below this both hold."""

APLA_MS = 240_000
"""The longest audio of one APL for Audio document, all components together."""

BODY_BYTES = 512 * 1024
"""Of a request: far above any of Alexa's, far below what would hurt."""

LENGTH_DIGITS = 9
"""Of a body's length, as a header tells it; more would be more than any body may have."""

BODY_DEPTH = 64
"""Objects and lists inside one another. Alexa's own requests have some ten, and what a skill keeps in the session."""

SIGNATURE_CHARS = 2048
"""Of a signature in base64; one by an RSA key of 4096 bits has 684."""

TOLERANCE_S = 150
"""How far a request's clock and ours may be apart (platform rule 5.5)."""

EVENT_TOLERANCE_S = 3600
"""The same for an event, which Alexa may deliver again for an hour."""

EVENTS = ("AlexaSkillEvent.", "AlexaHouseholdListEvent.", "Reminders.")
"""How the types of events begin. Amazon's own list forgets half of them (platform rule 8 B14)."""

TURN_S = 8
"""Alexa does not wait longer for an answer."""

JOURNAL_BYTES = 2 * 1024 * 1024
"""Of answers that are kept in case their request comes again: some hundreds, of the last minutes. The store knows older
ones, see `skill.record`."""

FETCH_S = 3
"""How long Amazon's store of certificates may take; Alexa gives up on the whole answer after eight seconds."""

CHAIN_BYTES = 64 * 1024
"""A chain of certificates takes some KiB; more than this is something else."""

SIGNERS_KEPT = 8
"""Amazon signs with one certificate at a time; a few cover every change-over."""

FETCHES = 4
"""Downloads of certificates at a time: strangers may name as many addresses as they like."""

WAITING = 16
"""Requests that wait for one of these downloads. With those that download they leave threads free, see the gateway."""

FAILURE_S = 10
"""How long an address without a trusted certificate is not asked again."""

FAILURES_KEPT = 256
"""Such addresses remembered at a time."""
