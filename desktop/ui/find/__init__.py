"""Find as you type: people by any part of a name, and what was written about them."""
