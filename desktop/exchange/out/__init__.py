"""What goes out: plan values to the formats of other programs."""
