"""What there is to do: the model of the content, and its loader."""
