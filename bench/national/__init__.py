"""What 24 million workers take, worked out from measured figures, and a bimonthly push on a simulated clock."""
