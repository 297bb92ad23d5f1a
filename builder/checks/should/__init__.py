"""Checks of a draft that a careful reader would make: findings at warning level."""
