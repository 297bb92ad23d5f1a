"""Roles: one file a role, one name. A role turns its argument into inlines, or raises `UnresolvedError`."""

from __future__ import annotations

from builder.resolve.roles import (
    agent,
    claim,
    code,
    count,
    docket,
    evidence,
    figure,
    item,
    objection,
    occupation,
    period,
    principle,
    quote,
    ref,
    share,
    title,
    topic,
    value,
)
from builder.resolve.roles.role import Role

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        agent.ROLE,
        claim.ROLE,
        code.ROLE,
        count.ROLE,
        docket.ROLE,
        evidence.ROLE,
        figure.ROLE,
        item.ROLE,
        objection.ROLE,
        occupation.ROLE,
        period.ROLE,
        principle.ROLE,
        quote.ROLE,
        ref.ROLE,
        share.ROLE,
        title.ROLE,
        topic.ROLE,
        value.ROLE,
    )
}
"""Every role by the name a draft writes in braces."""
