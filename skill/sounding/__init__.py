"""A workout made audible without Alexa: the documents she is sent, spoken by espeak-ng into a file."""
