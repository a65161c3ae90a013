"""What it costs, each figure beside the floor or peer measured in the same run. Run with `make bench`."""
