"""The first steps with a plan: what comes next, on Today and in a line over the others, until put away."""
