"""Other people's formats: bytes to drafts, drafts to planned rows, plan values to bytes. Nothing here writes a plan."""
