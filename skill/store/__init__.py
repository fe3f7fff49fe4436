"""What is remembered: each listener's progress."""
