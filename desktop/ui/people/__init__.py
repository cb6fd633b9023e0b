"""The people of a plan as a table: named, sorted, filtered, edited in place."""
