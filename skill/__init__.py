"""Back Coach: a hands-free lower-back coach for Alexa.

``catalogue`` is what there is to do, ``coach`` what to do next, ``speech`` how to say it, ``alexa`` the edge to the
platform, ``store`` what is remembered, ``simulator`` another microphone. ``turn`` joins them for one request.
"""
