"""Roles, in a file a family: records in a sentence, figures and counts, and what a draft is made of.

To add a role is to add its function, with its declaration, to the family it belongs to.
"""

from __future__ import annotations

from builder.resolve.roles import figure_roles, record_roles, structure_roles
from builder.resolve.roles.role import Role

ROLES: dict[str, Role] = {
    value.name: value
    for family in (figure_roles, record_roles, structure_roles)
    for value in vars(family).values()
    if isinstance(value, Role)
}
"""Every role by the name a draft writes in braces."""
