"""The turn under a fuzzer that is guided by what its inputs reach."""
