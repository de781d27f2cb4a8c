"""What vMotion is: the model language, the protocol written in it, and the arithmetic of pre-copy."""
