"""What is asked while an account is opened, question by question."""
