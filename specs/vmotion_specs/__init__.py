"""What must hold of vMotion: properties, hand-written lemmas and proposed changes with their expected verdicts."""
