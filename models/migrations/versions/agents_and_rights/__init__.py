"""What agents, papers and rights over one's data brought."""
