"""How sure a voice sounded, where it stood, how it knows, and what it says of the future."""
