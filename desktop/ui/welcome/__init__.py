"""What the window shows while no plan is open."""
