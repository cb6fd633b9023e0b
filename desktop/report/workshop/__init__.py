"""The papers around a day that brings the leading people of two organisations together."""
