"""The neural tagger: from text to spans with scores."""
