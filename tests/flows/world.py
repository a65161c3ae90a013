"""The small institution that tests of the dialogs stand on."""

from simulator.practice import CREDIT, LORENA, NOW, SAVINGS, Dice, World

__all__ = ["CREDIT", "LORENA", "NOW", "SAVINGS", "Dice", "World"]
