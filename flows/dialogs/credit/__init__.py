"""What a borrower owes, pays and can prove."""
