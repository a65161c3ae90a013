"""What is said unasked, and when: plans, words, forecasts. It sends nothing."""
