"""The plan file: the only floor that knows the database. Tables, steps, undo, search, backup, lock."""
