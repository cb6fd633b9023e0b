"""The Sessions screen: what was promised, the question, notes, what is agreed; and two sessions compared."""
