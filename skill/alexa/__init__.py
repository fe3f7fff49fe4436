"""The edge: Alexa's envelopes, signatures and documents in, the coach's own values out, and back."""
