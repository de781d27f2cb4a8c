"""The engines of a check: each is a function that takes the job and judges what it can of what is still open."""
