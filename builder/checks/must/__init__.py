"""Checks of a draft that must hold before it is filed: findings at error level."""
