"""What is read and left out again: acts, topics, scraps, silences, in which nobody states anything."""
