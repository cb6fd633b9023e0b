"""Rapport: plan the relationships your work depends on."""
