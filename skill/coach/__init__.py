"""What to do next: a pure function from state and event to state and reply."""
