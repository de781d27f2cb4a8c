"""The check: engines that are asked one after the other, each for what is still open."""
