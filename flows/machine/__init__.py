"""What may lead from where to where: the one machine, its conditions and its actions."""
