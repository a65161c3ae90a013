"""A curve over hours as SVG, drawn with nothing but text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 820, 260, 70, 34, 30
NAME = 150
"""The room that a curve's name takes."""
COLOURS = ("#1b5e9b", "#c0562b", "#3a7d44")


def picture(title: str, hours: Sequence[float], curves: Mapping[str, Sequence[float]]) -> str:
    """The curves by name, over the same hours; the scale begins at nothing."""
    most = max((max(values, default=0.0) for values in curves.values()), default=0.0) or 1.0
    long = max(hours, default=1.0)
    across, down = WIDTH - LEFT - 20, HEIGHT - TOP - BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        '<g font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text x="{LEFT}" y="18" font-size="14">{title}</text>',
    ]
    for quarter in range(5):
        y = TOP + down * (1 - quarter / 4)
        parts.append(f'<path d="M{LEFT} {y:.0f}h{across}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{most * quarter / 4:,.0f}</text>')
    for hour in range(0, int(long) + 1, max(1, int(long / 12))):
        x = LEFT + across * hour / long
        parts.append(f'<text x="{x:.0f}" y="{HEIGHT - 14}" text-anchor="middle">{hour} h</text>')
    for number, (name, values) in enumerate(curves.items()):
        every = max(1, len(values) // 400)
        points = " ".join(
            f"{LEFT + across * hour / long:.1f},{TOP + down * (1 - value / most):.1f}"
            for hour, value in list(zip(hours, values, strict=True))[::every]
        )
        colour = COLOURS[number % len(COLOURS)]
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{points}"/>')
        x = WIDTH - 20 - NAME * (len(curves) - 1 - number)
        parts.append(f'<text x="{x}" y="18" text-anchor="end" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</g></svg>", ""])
