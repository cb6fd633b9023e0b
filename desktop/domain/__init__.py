"""What a plan means: frozen records and the numbered rules. Standard library only, no clock, no file, no screen."""
