"""How to say it: lines, words and durations; pure."""
