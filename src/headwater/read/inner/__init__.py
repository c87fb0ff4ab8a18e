"""Speech inside speech, and the chains of voices that it makes."""
